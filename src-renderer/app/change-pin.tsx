import { ChangePinDialog } from "../ui/keys/change-pin-dialog.tsx";
import { findCertificate } from "../ui/keys/find-certificate.ts";
import { call } from "./bridge.ts";
import { useKeyReading } from "./host-state.ts";
import { tryPin } from "./try-pin.ts";

/** 修改PIN码 of the key that holds this certificate, wherever it is asked for. */
export function ChangePin(props: {
  certificateSha256: string;
  onClose: () => void;
}) {
  const overview = useKeyReading((reading) => reading.overview);
  const certificate = findCertificate(overview, props.certificateSha256);
  return (
    <ChangePinDialog
      certificate={certificate}
      onClose={props.onClose}
      onConfirm={(change) =>
        tryPin(async () => {
          if (certificate === undefined) return;
          await call("usb-key.change-pin", {
            certificateId: certificate.id,
            ...change,
          });
        })
      }
    />
  );
}
