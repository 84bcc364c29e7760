/** One filing: its row in full, what happened to it, what looks alike, and what the person may say to it. */
import { makeStyles, MessageBar, MessageBarBody, tokens } from "@fluentui/react-components";
import { type ComponentType, useEffect, useRef } from "react";
import type { Filing } from "../../../shared/sync/screening.ts";
import { Loaded } from "../Loaded.tsx";
import { usePane } from "../use-pane.ts";
import { useResource } from "../use-resource.ts";
import { FilingRow, FilingSteps } from "./FilingRow.tsx";
import { FilingBadge } from "./StateBadge.tsx";

const useStyles = makeStyles({
  detail: { display: "flex", flexDirection: "column", rowGap: "16px", minWidth: 0 },
  head: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "4px 12px" },
  title: { margin: 0, fontWeight: tokens.fontWeightSemibold, outlineStyle: "none" },
  /** In the order in which it is read; the decision stands beside the rest where there is room. */
  parts: {
    display: "grid",
    gridTemplateColumns: "minmax(0, 1fr)",
    gridTemplateAreas: '"row" "word" "steps"',
    gap: "16px 32px",
    alignItems: "start",
    "@media (min-width: 1500px)": {
      gridTemplateColumns: "minmax(0, 1fr) minmax(0, 1fr)",
      gridTemplateRows: "auto 1fr",
      gridTemplateAreas: '"row word" "steps word"',
    },
  },
  row: { gridArea: "row" },
  word: { gridArea: "word", display: "flex", flexDirection: "column", rowGap: "16px", minWidth: 0 },
  steps: { gridArea: "steps" },
  from: { margin: 0, flexBasis: "100%", color: tokens.colorNeutralForeground2 },
});

export interface FilingWordProps {
  /** With what looks alike. */
  readonly filing: Filing;
  readonly onDecided: (filing: Filing) => void;
  readonly onUndone: () => void;
}

export interface FilingDetailProps extends FilingWordProps {
  readonly takeFocus: boolean;
  readonly word: ComponentType<FilingWordProps>;
}

export function FilingDetail({
  filing: listed,
  takeFocus,
  word: Word,
  onDecided,
  onUndone,
}: FilingDetailProps) {
  const styles = useStyles();
  const { pane, texts } = usePane();
  const { rowId, changedAt, revision } = listed;
  // Anew whenever the list knows of a change.
  const filing = useResource(`filing ${rowId} ${changedAt} ${revision}`, (signal) =>
    pane.surroundings.service.filing(rowId, signal),
  );
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takeFocus) title.current?.focus();
  }, [takeFocus]);
  const { filings } = texts.screening;
  const { account, base, unitName, state, registered } = filing.value ?? listed;
  return (
    <article className={styles.detail} aria-label={account}>
      <div className={styles.head}>
        <h3 ref={title} tabIndex={-1} className={`${styles.title} ms-font-xl`}>
          {account}
        </h3>
        <FilingBadge state={state} />
        <p className={`${styles.from} ms-font-m`}>
          {base ? filings.via(unitName, base.name) : filings.from(unitName)}
        </p>
      </div>
      {registered && state !== "accepted" && (
        <MessageBar intent="info">
          <MessageBarBody>{filings.registered}</MessageBarBody>
        </MessageBar>
      )}
      <Loaded resource={filing}>
        {(value) => (
          <div className={styles.parts}>
            <div className={styles.row}>
              <FilingRow filing={value} />
            </div>
            <div className={styles.word}>
              <Word filing={value} onDecided={onDecided} onUndone={onUndone} />
            </div>
            <div className={styles.steps}>
              <FilingSteps filing={value} />
            </div>
          </div>
        )}
      </Loaded>
    </article>
  );
}
