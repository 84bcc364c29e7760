/** An entry of the audit record: when, who, what, and about which unit. */
import { Badge, makeStyles, tokens } from "@fluentui/react-components";
import type { AuditEntry, AuditKind } from "../../../shared/sync/audit.ts";
import type { RowColumn } from "../Rows.tsx";
import { usePane } from "../use-pane.ts";
import { timeInChina } from "../wording.ts";
import { detailText, failed, saidOf } from "./detail-text.ts";

const useStyles = makeStyles({
  lines: { display: "flex", flexDirection: "column", alignItems: "flex-start", rowGap: "2px" },
  aside: { color: tokens.colorNeutralForeground2, overflowWrap: "anywhere" },
});

const COLORS: Readonly<Record<AuditKind, "informative" | "success" | "brand" | "danger">> = {
  write: "informative",
  "sign-in": "success",
  export: "brand",
  refusal: "danger",
};

export function useAuditColumns(): RowColumn<AuditEntry>[] {
  const { audit } = usePane().texts;
  return [
    { id: "at", name: audit.when, short: true, cell: ({ at }) => timeInChina(at) },
    { id: "who", name: audit.who, short: true, cell: (entry) => <Who {...entry} /> },
    { id: "what", name: audit.what, cell: (entry) => <What {...entry} /> },
    { id: "unit", name: audit.about, short: true, cell: ({ unit }) => unit },
  ];
}

function Who({ who, person }: AuditEntry) {
  const { audit } = usePane().texts;
  const others: Readonly<Record<string, string>> = {
    nobody: audit.nobody,
    console: audit.console,
    service: audit.service,
  };
  if (!person) return <>{others[who] ?? who}</>;
  return <>{`${person.name} · ${person.unit ?? audit.hq}`}</>;
}

function What(entry: AuditEntry) {
  const styles = useStyles();
  const { texts } = usePane();
  const { kind } = entry;
  return (
    <span className={styles.lines}>
      <Badge appearance="tint" color={failed(entry) ? "danger" : COLORS[kind]}>
        {texts.audit.kinds[kind]}
      </Badge>
      <span>{saidOf(entry, texts)}</span>
      <span className={`${styles.aside} ms-font-s`}>{detailText(entry, texts)}</span>
    </span>
  );
}
