import {
  Button,
  Checkbox,
  ConfigProvider,
  DatePicker,
  Input,
  Select,
} from "antd";
import { useState, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { theme } from "../../../src-renderer/ui/theme.ts";

// As many inputs of the same kit as the product's form, and nothing behind them; how many, the address says.

const wanted = new URLSearchParams(location.search);

function many(kind: string, draw: (key: string) => ReactNode): ReactNode[] {
  return Array.from({ length: Number(wanted.get(kind)) }, (_, index) =>
    draw(`${kind} ${String(index)}`),
  );
}

function BareForm() {
  return (
    <div className="filing-form">
      {many("texts", (key) => (
        <Input key={key} aria-label={key} />
      ))}
      {many("areas", (key) => (
        <Input.TextArea key={key} aria-label={key} />
      ))}
      {many("selects", (key) => (
        <Select key={key} aria-label={key} options={[{ value: key }]} />
      ))}
      {many("dates", (key) => (
        <DatePicker key={key} aria-label={key} />
      ))}
      {many("boxes", (key) => (
        <Checkbox key={key}>{key}</Checkbox>
      ))}
      {many("files", (key) => (
        <input key={key} type="file" aria-label={key} />
      ))}
    </div>
  );
}

function BarePage() {
  const [isOpen, setOpen] = useState(false);
  return (
    <ConfigProvider
      theme={theme}
      button={{ autoInsertSpace: false }}
      wave={{ disabled: true }}
    >
      <Button onClick={() => setOpen(!isOpen)}>
        {isOpen ? "关闭" : "新增"}
      </Button>
      {isOpen && <BareForm />}
    </ConfigProvider>
  );
}

const root = document.getElementById("root");
if (root === null) throw new Error("index.html holds no #root");
createRoot(root).render(<BarePage />);
