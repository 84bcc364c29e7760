/** What is wrong in a file, sheet by sheet, with the address of each cell. */
import { Badge, makeStyles } from "@fluentui/react-components";
import { type SheetKey, SHEET_KEYS } from "../../../shared/report/sheets.ts";
import type { Texts } from "../../../shared/text/texts.ts";
import type { Uploaded } from "../../sync/uploads.ts";
import { Rows, type RowColumn } from "../Rows.tsx";
import { usePane } from "../use-pane.ts";
import { sheetName } from "../wording.ts";

const useStyles = makeStyles({ flat: { margin: 0 }, list: { margin: 0, paddingInlineStart: "20px" } });

interface Finding {
  readonly id: string;
  readonly sheet: SheetKey;
  /** `C7`; "" for the sheet as a whole. */
  readonly address: string;
  readonly severity: "error" | "warning";
  readonly message: string;
}

export function UploadDetails({ answer }: { answer: Uploaded }) {
  const styles = useStyles();
  const { texts } = usePane();
  const words = texts.upload;
  const findings = findingsOf(answer);
  const columns: RowColumn<Finding>[] = [
    { id: "sheet", name: words.sheet, short: true, cell: ({ sheet }) => sheetName(sheet, texts) },
    { id: "cell", name: words.cell, short: true, cell: ({ address }) => address },
    {
      id: "severity",
      name: words.severity,
      short: true,
      cell: ({ severity }) => (
        <Badge appearance="tint" color={severity === "error" ? "danger" : "warning"}>
          {texts.common[severity]}
        </Badge>
      ),
    },
    { id: "what", name: words.what, cell: ({ message }) => message },
  ];
  const missing = SHEET_KEYS.filter((key) => answer.missing.includes(key)).map((key) =>
    sheetName(key, texts),
  );
  return (
    <>
      {missing.length > 0 && (
        <p className={`${styles.flat} ms-font-s`}>{words.missing(missing.join(texts.comma))}</p>
      )}
      <ul className={`${styles.list} ms-font-s`}>
        {answer.sheets.map(({ sheet, name }) => (
          <li key={sheet}>{sheetText(answer, sheet, name, texts)}</li>
        ))}
      </ul>
      {findings.length === 0 ? (
        <p className={`${styles.flat} ms-font-s`}>{words.noFaults}</p>
      ) : (
        <Rows label={words.what} columns={columns} rows={findings} keyOf={({ id }) => id} />
      )}
    </>
  );
}

/** `月度采购：12 行、有错 1 行` */
function sheetText({ outcomes }: Uploaded, sheet: SheetKey, name: string, texts: Texts): string {
  const rows = outcomes.filter((outcome) => outcome.sheet === sheet);
  const faulty = rows.filter(({ outcome }) => outcome === "rejected" || outcome === "conflict").length;
  const { upload: words } = texts;
  const sums = [words.rows(rows.length), ...(faulty > 0 ? [words.faulty(faulty)] : [])];
  return `${name}${texts.colon}${sums.join(texts.comma)}`;
}

/** Errors first: a late month warns in every row. */
function findingsOf({ sheets, outcomes }: Uploaded): Finding[] {
  const findings = sheets.flatMap(({ sheet, issues }) => [
    ...issues.map(({ severity, message }, index): Finding => ({
      id: `${sheet} ${index}`,
      sheet,
      address: "",
      severity,
      message,
    })),
    ...outcomes
      .filter((outcome) => outcome.sheet === sheet)
      .flatMap(({ rowId, issues: faults }) =>
        faults.map(({ address, severity, message }, index): Finding => ({
          id: `${sheet} ${rowId} ${index}`,
          sheet,
          address,
          severity,
          message,
        })),
      ),
  ]);
  const of = (wanted: Finding["severity"]): Finding[] =>
    findings.filter(({ severity }) => severity === wanted);
  return [...of("error"), ...of("warning")];
}
