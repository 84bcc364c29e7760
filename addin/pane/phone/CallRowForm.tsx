/** The row being taken down: its sheet, and its fields. What is half filled in is kept too. */
import { makeStyles, Tab, TabList } from "@fluentui/react-components";
import { dayInChina } from "../../../shared/report/dates.ts";
import { isSheetKey, SHEETS, type SheetKey } from "../../../shared/report/sheets.ts";
import type { Values } from "../../../shared/report/value.ts";
import type { Register } from "../../../shared/sync/protocol.ts";
import { RowForm } from "../history/RowForm.tsx";
import { usePane } from "../use-pane.ts";
import { sheetName } from "../wording.ts";
import { type Call, startingValues, typingOn } from "./call.ts";

const useStyles = makeStyles({
  tabs: { flexWrap: "wrap", margin: "0 -8px" },
  title: { margin: 0 },
});

/** What is told on the telephone comes first. */
const ORDER: readonly SheetKey[] = ["events", "purchases"];
const sheets = [...ORDER, ...SHEETS.map(({ key }) => key).filter((key) => !ORDER.includes(key))];

export interface CallRowFormProps {
  readonly call: Call;
  readonly register: Register;
  readonly own: readonly { readonly sheet: SheetKey; readonly values: Values }[];
  readonly onChange: (change: (call: Call) => Call) => void;
  readonly onDone: (values: Values) => void;
}

export function CallRowForm({ call, register, own, onChange, onDone }: CallRowFormProps) {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { phone } = texts;
  const { typing, rows, way } = call;
  const { period } = state;
  const today = dayInChina(pane.surroundings.now());
  const starting = startingValues(typing.sheet, { today, period, way });
  const said = rows.find(({ rowId }) => rowId === typing.rowId)?.said ?? [];
  const isFresh = typing.rowId === null && !typing.touched;
  // Another row is another form; so is one for another month or way, whose beginning differs.
  const identity = [typing.sheet, typing.rowId ?? `new ${rows.length}`, period, way].join(" ");
  return (
    <>
      <TabList
        className={styles.tabs}
        size="small"
        aria-label={phone.sheets}
        selectedValue={typing.sheet}
        onTabSelect={(_, { value }) => {
          const sheet = String(value);
          if (isSheetKey(sheet) && sheet !== typing.sheet) onChange((held) => typingOn(held, sheet));
        }}
      >
        {sheets.map((sheet) => (
          <Tab key={sheet} value={sheet}>
            {sheetName(sheet, texts)}
          </Tab>
        ))}
      </TabList>
      <strong className={styles.title}>
        {(typing.rowId === null ? phone.newRow : phone.changeRow)(sheetName(typing.sheet, texts))}
      </strong>
      <RowForm
        key={identity}
        sheet={typing.sheet}
        values={isFresh ? starting : typing.values}
        register={register}
        own={own}
        period={period}
        submit={typing.rowId === null ? phone.add : phone.change}
        said={said}
        onSubmit={onDone}
        onEdit={(draft) =>
          onChange((held) => ({ ...held, typing: { ...held.typing, values: { ...draft }, touched: true } }))
        }
        {...(typing.rowId === null
          ? {}
          : { onCancel: () => onChange((held) => typingOn(held, held.typing.sheet)) })}
      />
    </>
  );
}
