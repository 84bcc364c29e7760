/** The first rows of a CSV file as it is read now. */
import { makeStyles, tokens } from "@fluentui/react-components";
import type { CsvPreview } from "../../sync/csv/source.ts";
import { usePane } from "../use-pane.ts";

const useStyles = makeStyles({
  flat: { margin: 0, color: tokens.colorNeutralForeground2 },
  frame: { overflowX: "auto", maxHeight: "220px", border: `1px solid ${tokens.colorNeutralStroke2}` },
  table: { borderCollapse: "collapse", whiteSpace: "nowrap" },
  cell: {
    padding: "2px 8px",
    textAlign: "start",
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    maxWidth: "220px",
    overflow: "hidden",
    textOverflow: "ellipsis",
  },
});

const SHOWN = 6;

export function CsvPreviewTable({ preview: { headings, line, samples } }: { preview: CsvPreview }) {
  const styles = useStyles();
  const { texts } = usePane();
  const words = texts.csv;
  const cell = `${styles.cell} ms-font-s`;
  return (
    <>
      <p className={`${styles.flat} ms-font-s`}>{words.previewHint}</p>
      <div className={styles.frame} role="region" aria-label={words.preview} tabIndex={0}>
        <table className={styles.table} aria-label={words.preview}>
          <thead>
            <tr>
              <th className={cell} title={words.line}>
                {line}
              </th>
              {headings.map((text, index) => (
                <th key={index} className={cell}>
                  {text}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {samples.slice(0, SHOWN).map((sample) => (
              <tr key={sample.line}>
                <td className={cell}>{sample.line}</td>
                {headings.map((_, index) => (
                  <td key={index} className={cell}>
                    {sample.cells[index] ?? ""}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
