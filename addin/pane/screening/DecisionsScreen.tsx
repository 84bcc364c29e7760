/** 决定记录: who decided what, when and why; each can be undone, with a reason. */
import { Badge, Button, Field, makeStyles, Select, tokens } from "@fluentui/react-components";
import { useState } from "react";
import {
  DECISION_KINDS,
  type Decision,
  type DecisionKind,
  type DecisionPage,
} from "../../../shared/sync/screening.ts";
import { Loaded } from "../Loaded.tsx";
import { type RowColumn, Rows } from "../Rows.tsx";
import { undoWithReason } from "../tasks/screening.ts";
import { usePane } from "../use-pane.ts";
import { useResource } from "../use-resource.ts";
import { timeInChina } from "../wording.ts";

const useStyles = makeStyles({
  flat: { margin: 0 },
  kind: { maxWidth: "320px" },
  what: { display: "flex", flexDirection: "column", rowGap: "2px" },
  aside: { color: tokens.colorNeutralForeground2 },
  badge: { alignSelf: "flex-start" },
  more: { alignSelf: "flex-start" },
});

const PAGE = 50;

export function DecisionsScreen() {
  const styles = useStyles();
  const { pane, texts } = usePane();
  const [kind, setKind] = useState<DecisionKind | "all">("all");
  const [pages, setPages] = useState(1);
  const { decisions, all } = texts.screening;
  const log = useResource(`decisions ${kind}`, (signal) =>
    readLog(
      (before) => pane.surroundings.service.decisions({ limit: PAGE, ...before, ...ofKind(kind) }, signal),
      pages,
    ),
  );
  const columns = useColumns(() => log.reload());
  return (
    <>
      <Field className={styles.kind} label={decisions.kind}>
        <Select
          value={kind}
          onChange={(_, { value }) => {
            setKind(DECISION_KINDS.find((known) => known === value) ?? "all");
            setPages(1);
          }}
        >
          <option value="all">{all}</option>
          {DECISION_KINDS.map((known) => (
            <option key={known} value={known}>
              {decisions.kinds[known]}
            </option>
          ))}
        </Select>
      </Field>
      <Loaded resource={log}>
        {(value) => (
          <>
            {value.decisions.length === 0 ? (
              <p className={`${styles.flat} ms-font-m`} role="status">
                {decisions.nothing}
              </p>
            ) : (
              <Rows
                label={texts.desk.screens.decisions}
                columns={columns}
                rows={value.decisions}
                keyOf={({ id }) => String(id)}
              />
            )}
            {value.more && (
              <Button
                className={styles.more}
                disabledFocusable={log.loading}
                onClick={() => {
                  setPages(pages + 1);
                  log.reload();
                }}
              >
                {decisions.older}
              </Button>
            )}
          </>
        )}
      </Loaded>
    </>
  );
}

const ofKind = (kind: DecisionKind | "all") => (kind === "all" ? {} : { kind });

/** So many pages, newest first, and whether there is more. */
async function readLog(
  page: (before: { readonly before?: number }) => Promise<DecisionPage>,
  pages: number,
): Promise<{ readonly decisions: readonly Decision[]; readonly more: boolean }> {
  let last = await page({});
  const decisions = [...last.decisions];
  for (let read = 1; read < pages && last.before !== null; read += 1) {
    last = await page({ before: last.before });
    decisions.push(...last.decisions);
  }
  return { decisions, more: last.before !== null };
}

function useColumns(reload: () => void): RowColumn<Decision>[] {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { decisions, hq } = texts.screening;
  return [
    { id: "at", name: decisions.when, short: true, cell: ({ at }) => timeInChina(at) },
    {
      id: "what",
      name: decisions.what,
      cell: (decision) => (
        <span className={styles.what}>
          <span>{`${decisions.kinds[decision.kind]}${texts.colon}${decision.subject}`}</span>
          {decision.reason !== "" && (
            <span className={`${styles.aside} ms-font-s`}>{decisions.why(decision.reason)}</span>
          )}
        </span>
      ),
    },
    { id: "who", name: decisions.who, short: true, cell: ({ by }) => `${by.name} · ${by.unit ?? hq}` },
    {
      id: "undo",
      name: "",
      cell: (decision) =>
        decision.undone ? (
          <span className={styles.what}>
            <Badge className={styles.badge} appearance="tint" color="informative">
              {decisions.isUndone}
            </Badge>
            <span className={`${styles.aside} ms-font-s`}>
              {decisions.undoneBy(
                decision.undone.by.name,
                timeInChina(decision.undone.at),
                decision.undone.reason,
              )}
            </span>
          </span>
        ) : (
          <Button
            size="small"
            aria-label={`${texts.screening.undo}${texts.colon}${decisions.kinds[decision.kind]} ${decision.subject}`}
            disabledFocusable={state.busy !== null}
            onClick={() => void undoWithReason(pane, decision, reload)}
          >
            {texts.screening.undo}
          </Button>
        ),
    },
  ];
}
