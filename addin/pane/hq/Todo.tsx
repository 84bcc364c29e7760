/** What waits for HQ, each with the way to it. */
import { Link, makeStyles, Spinner, tokens } from "@fluentui/react-components";
import { countFilings } from "../screening/sift.ts";
import { Section } from "../Section.tsx";
import type { Texts } from "../../../shared/text/texts.ts";
import { usePane } from "../use-pane.ts";
import { useResource } from "../use-resource.ts";
import { useRoute } from "../use-route.ts";

const useStyles = makeStyles({
  grid: {
    display: "grid",
    gridTemplateColumns: "repeat(auto-fill, minmax(104px, 1fr))",
    gap: "12px",
    listStyleType: "none",
    margin: 0,
    padding: 0,
  },
  item: {
    display: "flex",
    flexDirection: "column",
    alignItems: "flex-start",
    justifyContent: "space-between",
  },
  count: { display: "block", fontWeight: tokens.fontWeightSemibold, fontVariantNumeric: "tabular-nums" },
  spinner: { justifyContent: "flex-start", minHeight: "28px" },
});

/** The service lists no more than this of each at a time. */
const ENTRIES = 1000;
const MATCHES = 200;
const DIFFERENCES = 1000;

export function Todo() {
  const styles = useStyles();
  const { pane, texts } = usePane();
  const { service } = pane.surroundings;
  const { desk } = texts;
  return (
    <Section title={desk.todo}>
      <ul className={styles.grid}>
        <Waiting
          screen="filings"
          name={desk.todoFilings}
          count={async (signal) => countFilings(await service.filings({}, signal), "waiting")}
        />
        <Waiting
          screen="entries"
          name={desk.todoEntries}
          most={ENTRIES}
          count={async (signal) => {
            const query = { state: "proposed", limit: ENTRIES } as const;
            const [branches, carriers] = await Promise.all([
              service.entries({ ...query, kind: "branch" }, signal),
              service.entries({ ...query, kind: "carrier" }, signal),
            ]);
            return branches.length + carriers.length;
          }}
        />
        <Waiting
          screen="matches"
          name={desk.todoMatches}
          most={MATCHES}
          count={async (signal) => (await service.matches({}, signal)).length}
        />
        <Waiting
          screen="matches"
          name={desk.todoDifferences}
          most={DIFFERENCES}
          count={async (signal) => (await service.differences({ chosen: "false" }, signal)).length}
        />
      </ul>
    </Section>
  );
}

interface WaitingProps {
  readonly screen: keyof Texts["desk"]["screens"];
  readonly name: string;
  readonly count: (signal: AbortSignal) => Promise<number>;
  /** More than this are not counted. */
  readonly most?: number;
}

/** Each counts by itself: comparing all names takes longer than the rest. */
function Waiting({ screen, name, count, most = Infinity }: WaitingProps) {
  const styles = useStyles();
  const { texts } = usePane();
  const { go } = useRoute();
  const { value, loading } = useResource(`todo ${name}`, count);
  return (
    <li className={styles.item}>
      <Link as="button" onClick={() => go(screen)}>
        {name}
      </Link>
      {loading && value === null ? (
        <Spinner className={styles.spinner} size="tiny" aria-label={texts.desk.loading} />
      ) : (
        <span className={`${styles.count} ms-font-xl`}>
          {value === null ? "–" : value >= most ? texts.desk.atLeast(most) : value}
        </span>
      )}
    </li>
  );
}
