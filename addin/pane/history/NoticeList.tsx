/** Who was told of a revision, and when it reached them (R3). */
import { makeStyles, tokens } from "@fluentui/react-components";
import type { Notice } from "../../../shared/sync/copies.ts";
import { usePane } from "../use-pane.ts";
import { timeInChina } from "../wording.ts";

const useStyles = makeStyles({
  title: { color: tokens.colorNeutralForeground2 },
  list: { margin: 0, paddingLeft: "20px" },
});

export function NoticeList({ notices }: { notices: readonly Notice[] }) {
  const styles = useStyles();
  const { texts } = usePane();
  const { history } = texts;
  return (
    <div className="ms-font-s">
      <span className={styles.title}>{history.notices}</span>
      <ul className={styles.list}>
        {notices.map(({ kind, to, state, at }) => (
          <li key={`${kind} ${to.role} ${to.unit}`}>
            {[
              history.noticeKind[kind],
              [history.recipient[to.role], to.role === "hq" ? "" : to.unitName].filter(Boolean).join(" "),
              to.address,
              history.noticeState[state],
              at === null ? null : timeInChina(at),
            ]
              .filter(Boolean)
              .join(" · ")}
          </li>
        ))}
      </ul>
    </div>
  );
}
