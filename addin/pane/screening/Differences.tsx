/** Cells on which units differ: everything told, with who tells it, and one to be chosen. */
import { Badge, Button, makeStyles, Radio, RadioGroup, tokens } from "@fluentui/react-components";
import { useState } from "react";
import type { Difference, Told } from "../../../shared/sync/screening.ts";
import { columnLabel } from "../../sync/results.ts";
import { Loaded } from "../Loaded.tsx";
import { chooseValue } from "../tasks/entries.ts";
import { usePane } from "../use-pane.ts";
import { useResource } from "../use-resource.ts";
import { timeInChina, valueText } from "../wording.ts";
import { FilterBar } from "./FilterBar.tsx";

const useStyles = makeStyles({
  flat: { margin: 0 },
  list: {
    listStyleType: "none",
    margin: 0,
    padding: 0,
    display: "grid",
    gridTemplateColumns: "repeat(auto-fill, minmax(min(100%, 420px), 1fr))",
    gap: "12px",
    alignItems: "start",
  },
  card: {
    display: "flex",
    flexDirection: "column",
    rowGap: "8px",
    padding: "12px 16px",
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  title: { margin: 0, fontWeight: tokens.fontWeightSemibold },
  aside: { color: tokens.colorNeutralForeground2 },
  label: { display: "flex", flexDirection: "column" },
  value: { display: "flex", flexWrap: "wrap", alignItems: "center", columnGap: "8px" },
  values: { marginInlineStart: "-8px" },
  button: { alignSelf: "flex-start" },
});

const FILTERS = ["open", "chosen"] as const;

export function Differences() {
  const styles = useStyles();
  const { pane, texts } = usePane();
  const [filter, setFilter] = useState<(typeof FILTERS)[number]>("open");
  const { screening } = texts;
  const differences = useResource(`differences ${filter}`, (signal) =>
    pane.surroundings.service.differences({ chosen: filter === "chosen" ? "true" : "false" }, signal),
  );
  return (
    <>
      <FilterBar
        label={screening.filter}
        filters={FILTERS.map((id) => ({ id, name: screening.matches[id] }))}
        filter={filter}
        onFilter={setFilter}
      />
      <Loaded resource={differences}>
        {(all) =>
          all.length === 0 ? (
            <p className={`${styles.flat} ms-font-m`} role="status">
              {filter === "open" ? screening.matches.nothingDiffers : screening.none}
            </p>
          ) : (
            <ul className={styles.list} aria-label={screening.matches.differences}>
              {all.map((difference) => (
                <DifferenceCard
                  key={`${difference.rowId} ${difference.column}`}
                  difference={difference}
                  after={() => differences.reload()}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
    </>
  );
}

function DifferenceCard({ difference, after }: { difference: Difference; after: () => void }) {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { screening } = texts;
  const { sheet, entry, account, name, column, told, value, chosen } = difference;
  const standing = told.findIndex((each) => each.value === value);
  const [pick, setPick] = useState(standing);
  const label = columnLabel(sheet, column, texts);
  const picked = told[pick];
  const choose = (): void => {
    if (!picked) return;
    const text = screening.matches.chose(label, valueText(picked.value, texts));
    void chooseValue(pane, { ...entry, column, value: picked.value }, text, after);
  };
  return (
    <li className={styles.card}>
      <div>
        <h4 className={`${styles.title} ms-font-m`}>{screening.matches.which(label, name)}</h4>
        <span className={`${styles.aside} ms-font-s`}>
          {[screening.kind[entry.kind], ...(account === name ? [] : [account])].join(" · ")}
        </span>
      </div>
      <RadioGroup
        className={styles.values}
        aria-label={screening.matches.which(label, name)}
        value={String(pick)}
        onChange={(_, data) => setPick(Number(data.value))}
      >
        {told.map((each, index) => (
          <Radio
            key={JSON.stringify(each.value)}
            value={String(index)}
            label={
              <ToldLabel told={each} mark={index === standing ? (chosen ? "chosen" : "standing") : null} />
            }
          />
        ))}
      </RadioGroup>
      <Button
        className={styles.button}
        size="small"
        aria-label={`${screening.matches.choose}${texts.colon}${screening.matches.which(label, name)}`}
        disabledFocusable={state.busy !== null || !picked || (chosen && pick === standing)}
        onClick={choose}
      >
        {screening.matches.choose}
      </Button>
    </li>
  );
}

function ToldLabel({ told, mark }: { told: Told; mark: "chosen" | "standing" | null }) {
  const styles = useStyles();
  const { texts } = usePane();
  const { matches } = texts.screening;
  return (
    <span className={styles.label}>
      <span className={styles.value}>
        {valueText(told.value, texts)}
        {mark && (
          <Badge appearance="tint" color={mark === "chosen" ? "success" : "informative"}>
            {mark === "chosen" ? matches.chosenMark : matches.standing}
          </Badge>
        )}
      </span>
      <span className={`${styles.aside} ms-font-s`}>
        {told.sources
          .map(({ unitName, by, at }) => texts.screening.by(by, unitName, timeInChina(at)))
          .join(texts.semicolon)}
      </span>
    </span>
  );
}
