/** What the check of a CSV file found, by line: filtered, and as a file with all of it. */
import { Badge, Button, makeStyles, Select, tokens } from "@fluentui/react-components";
import { useState } from "react";
import { ISSUES } from "../../../shared/problems.ts";
import type { SheetKey } from "../../../shared/report/sheets.ts";
import type { CsvFault, CsvFaultKind, CsvSource, CsvSum, FaultFilter } from "../../sync/csv/source.ts";
import { columnLabel } from "../../sync/results.ts";
import { Loaded } from "../Loaded.tsx";
import { Rows, type RowColumn } from "../Rows.tsx";
import { FilterBar } from "../screening/FilterBar.tsx";
import { saveFaultList } from "../tasks/csv.ts";
import { usePane } from "../use-pane.ts";
import { useResource } from "../use-resource.ts";
import { faultText, number } from "../wording.ts";

const useStyles = makeStyles({
  hint: { color: tokens.colorNeutralForeground2 },
  more: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "8px" },
});

/** Drawn at first, and more each time: a table of hundreds halts the page. The file has all. */
const FIRST = 30;
const MORE = 60;

type Severity = "all" | "error" | "warning";

export function CsvFaults(props: { source: CsvSource; name: string; sum: CsvSum; sheet: SheetKey }) {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const words = texts.csv;
  const { source, sum, sheet } = props;
  const [severity, setSeverity] = useState<Severity>("all");
  const [kind, setKind] = useState("");
  const chosen = sum.kinds.find((one) => idOf(one) === kind);
  const filter: FaultFilter = {
    ...(severity === "all" ? {} : { severity }),
    ...(chosen ? { kind: { column: chosen.column, code: chosen.code } } : {}),
  };
  const [count, setCount] = useState(FIRST);
  const found = useResource(`csv faults ${severity} ${kind} ${count}`, () => source.faults(filter, count));
  const label = (column: string): string =>
    column === "" ? words.wholeRow : columnLabel(sheet, column, texts);
  const columns: RowColumn<CsvFault>[] = [
    { id: "line", name: words.line, short: true, cell: ({ line }) => line },
    { id: "column", name: words.faultColumn, short: true, cell: ({ fault }) => label(fault.column) },
    {
      id: "severity",
      name: texts.upload.severity,
      short: true,
      cell: ({ fault: { severity: how } }) => (
        <Badge appearance="tint" color={how === "error" ? "danger" : "warning"}>
          {texts.common[how]}
        </Badge>
      ),
    },
    { id: "what", name: words.what, cell: ({ fault }) => faultText(fault, texts) },
  ];
  return (
    <>
      <FilterBar<Severity>
        label={words.faults}
        filters={[
          { id: "all", name: words.allFaults(number(sum.errors + sum.warnings)) },
          { id: "error", name: words.errors(number(sum.errors)) },
          { id: "warning", name: words.warnings(number(sum.warnings)) },
        ]}
        filter={severity}
        onFilter={(chosenSeverity) => {
          setSeverity(chosenSeverity);
          setCount(FIRST);
        }}
      >
        <Select
          size="small"
          aria-label={words.kind}
          value={kind}
          onChange={(_, { value }) => {
            setKind(value);
            setCount(FIRST);
          }}
        >
          <option value="">{words.allKinds}</option>
          {sum.kinds.map((one) => (
            <option key={idOf(one)} value={idOf(one)}>
              {kindText(one, label(one.column), texts.language)}
            </option>
          ))}
        </Select>
        <Button
          size="small"
          disabledFocusable={state.busy !== null}
          onClick={() => void saveFaultList(pane, source, props.name)}
        >
          {words.download}
        </Button>
      </FilterBar>
      <Loaded resource={found}>
        {({ all, faults }) => (
          <>
            <Rows
              key={`${severity} ${kind}`}
              label={words.faults}
              columns={columns}
              rows={faults}
              keyOf={({ line, fault }) => `${line} ${fault.column} ${fault.code}`}
            />
            {all > faults.length && (
              <div className={styles.more}>
                <span className={`${styles.hint} ms-font-s`}>
                  {words.listed(number(faults.length), number(all))}
                </span>
                <Button size="small" onClick={() => setCount(count + MORE)}>
                  {texts.screening.more(Math.min(MORE, all - faults.length))}
                </Button>
              </div>
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

const idOf = ({ column, code }: CsvFaultKind): string => `${column} ${code}`;

/** The message without what differs from row to row. */
const kindText = ({ code, count }: CsvFaultKind, column: string, language: "zh" | "en"): string =>
  `${column} · ${ISSUES[code][language].replaceAll(/[“”]?\{\w+\}[“”]?/g, "…")} (${number(count)})`;
