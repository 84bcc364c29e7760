/** The entry in the cell in hand: a list where the column has a closed one, else text, with the names it offers. */
import { makeStyles } from "@fluentui/react-components";
import { type RefCallback, useEffect, useId, useRef } from "react";
import type { Column } from "../../../shared/report/sheets.ts";
import type { Register } from "../../../shared/sync/protocol.ts";
import { offersOf, optionsOf } from "../history/FormField.tsx";
import type { Places } from "../history/places.ts";
import { usePane } from "../use-pane.ts";
import type { GridRow } from "./grid-row.ts";
import type { Mode } from "./keys.ts";
import { remarkId } from "./remarks.ts";

const useStyles = makeStyles({
  entry: {
    boxSizing: "border-box",
    display: "block",
    width: "100%",
    margin: 0,
    padding: "4px 6px",
    border: "none",
    outlineStyle: "none",
    background: "transparent",
    color: "inherit",
    font: "inherit",
    resize: "none",
  },
});

export interface CellEditorProps {
  readonly column: Column | undefined;
  readonly row: GridRow;
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
  readonly mode: Mode;
  readonly locked: boolean;
  readonly focused: boolean;
  readonly accounts: Register["accounts"];
  readonly places: Places;
  readonly onType: (text: string) => void;
  readonly onChoose: (text: string) => void;
  readonly onBlur: () => void;
  readonly onFocus: () => void;
}

type Entry = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

export function CellEditor(props: CellEditorProps) {
  const styles = useStyles();
  const { texts } = usePane();
  const { column, row, text, mode, locked, focused } = props;
  const list = useId();
  const entry = useRef<Entry>(null);
  useEffect(() => {
    if (focused) takeUp(entry.current);
  }, [focused]);
  useEffect(() => {
    const field = entry.current;
    if (!field || field instanceof HTMLSelectElement || field !== document.activeElement) return;
    // What stands there is typed over while moving; to be changed it has the caret at its end.
    if (mode === "moving") field.select();
    else if (mode === "editing") field.setSelectionRange(field.value.length, field.value.length);
  }, [mode]);
  if (!column) return null;
  const hold: RefCallback<Entry> = (field) => {
    entry.current = field;
  };
  const common = {
    ref: hold,
    className: styles.entry,
    "aria-label": `${column[texts.language]} ${texts.common.row(props.number)}`,
    "aria-required": column.required === true,
    "aria-describedby": remarkId(row.rowId, column.key),
    value: text,
    autoComplete: "off",
    onBlur: props.onBlur,
    onFocus: props.onFocus,
  };
  // A list that is closed off takes no focus, and the arrow keys would end there.
  if (!locked && (column.type === "choice" || column.type === "score")) {
    return (
      <select {...common} onChange={(event) => props.onChoose(event.target.value)}>
        <option value="" aria-label={texts.common.empty} />
        {optionsOf(column, texts, text).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    );
  }
  const onChange = (event: { target: { value: string } }) => props.onType(event.target.value);
  if (column.type === "longText") {
    return (
      <textarea
        {...common}
        rows={LINES}
        readOnly={locked}
        maxLength={column.maxLength ?? LONGEST}
        onChange={onChange}
      />
    );
  }
  const offers = offersOf(
    { column, account: row.cells.account ?? "", accounts: props.accounts, places: props.places },
    texts,
  );
  return (
    <>
      <input
        {...common}
        type="text"
        readOnly={locked}
        {...(offers.length > 0 ? { list } : {})}
        onChange={onChange}
      />
      {offers.length > 0 && (
        <datalist id={list}>
          {offers.map(([value, label]) => (
            <option key={value} value={value} label={label === value ? undefined : label} />
          ))}
        </datalist>
      )}
    </>
  );
}

const LINES = 3;
const LONGEST = 2000;

function takeUp(entry: Entry | null): void {
  entry?.focus({ preventScroll: true });
  entry?.closest("td")?.scrollIntoView({ block: "nearest", inline: "nearest" });
  if (entry && !(entry instanceof HTMLSelectElement)) entry.select();
}
