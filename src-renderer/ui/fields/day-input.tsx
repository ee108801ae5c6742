import { CalendarOutlined } from "@ant-design/icons";
import { Button, DatePicker } from "antd";
import dayjs from "dayjs";
import { useRef, useState } from "react";
import { TypedInput, type TypedInputProps } from "./typed-input.tsx";

/**
 * A day, typed or picked. The text field is our own, because a date picker throws away what it cannot read, and a
 * draft keeps half a date. The picker is built only while it is open, and is for the mouse: it has no keyboard of its
 * own, so the Tab key passes it by.
 */
export function DayInput(
  props: Omit<TypedInputProps, "suffix" | "inputMode" | "lines"> & {
    calendarName: string;
    onPick: (day: string) => void;
  },
) {
  const { calendarName, onPick, ...input } = props;
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);

  const close = () => {
    setIsOpen(false);
    button.current?.focus();
  };

  return (
    <div className="day-input">
      <TypedInput
        {...input}
        suffix={
          <Button
            ref={button}
            type="text"
            size="small"
            icon={<CalendarOutlined aria-hidden="true" />}
            disabled={input.isDisabled === true}
            aria-expanded={isOpen}
            tabIndex={-1}
            onClick={() => setIsOpen(true)}
          >
            <span className="visually-hidden">{calendarName}</span>
          </Button>
        }
      />
      {isOpen && (
        <div className="day-picker">
          <DatePicker
            open
            autoFocus
            value={readDay(input.value)}
            onChange={(_, text) => {
              if (typeof text === "string" && text !== "") onPick(text);
              close();
            }}
            onOpenChange={(open) => {
              if (!open) close();
            }}
            onKeyDown={(event) => {
              if (event.key === "Escape") close();
            }}
          />
        </div>
      )}
    </div>
  );
}

function readDay(text: string): dayjs.Dayjs | null {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? dayjs(text) : null;
}
