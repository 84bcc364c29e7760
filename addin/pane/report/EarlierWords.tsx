/** What stood under a section before: nothing that was ever saved is gone. */
import {
  Button,
  makeStyles,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  tokens,
} from "@fluentui/react-components";
import { useState } from "react";
import type { ReportSection } from "../../../shared/sync/months.ts";
import { Loaded } from "../Loaded.tsx";
import { editWords } from "../tasks/report-words.ts";
import { usePane } from "../use-pane.ts";
import { useResource } from "../use-resource.ts";
import { timeInChina } from "../wording.ts";

const useStyles = makeStyles({
  surface: { boxSizing: "border-box", maxWidth: "min(480px, 90vw)", maxHeight: "60vh", overflowY: "auto" },
  list: { listStyleType: "none", margin: 0, padding: 0 },
  one: { padding: "8px 0", borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  text: { margin: "4px 0", whiteSpace: "pre-wrap", overflowWrap: "anywhere" },
  who: { color: tokens.colorNeutralForeground2 },
  flat: { margin: 0 },
});

interface Place {
  readonly period: string;
  readonly section: ReportSection;
  /** The revision that stands now; 0: none. */
  readonly standing: number;
}

export function EarlierWords(props: Place) {
  const styles = useStyles();
  const { texts } = usePane();
  const [open, setOpen] = useState(false);
  const { words, section: names } = texts.reportPage;
  if (props.standing < 2) return null;
  return (
    <Popover open={open} onOpenChange={(_, data) => setOpen(data.open)} trapFocus>
      <PopoverTrigger disableButtonEnhancement>
        <Button size="small" appearance="subtle" aria-label={words.earlierOf(names[props.section])}>
          {words.earlier}
        </Button>
      </PopoverTrigger>
      <PopoverSurface
        className={styles.surface}
        lang={texts.tag}
        aria-label={words.earlierOf(names[props.section])}
      >
        <Versions {...props} onChosen={() => setOpen(false)} />
      </PopoverSurface>
    </Popover>
  );
}

function Versions({ period, section, standing, onChosen }: Place & { onChosen: () => void }) {
  const styles = useStyles();
  const { pane, texts } = usePane();
  const { words } = texts.reportPage;
  const versions = useResource(`words ${period} ${section} ${standing}`, () =>
    pane.surroundings.service.earlierWords(period, section),
  );
  return (
    <Loaded resource={versions}>
      {(all) => {
        const earlier = all.filter(({ revision }) => revision < standing);
        if (earlier.length === 0) return <p className={`${styles.flat} ms-font-m`}>{words.noEarlier}</p>;
        return (
          <ul className={styles.list}>
            {earlier.map(({ revision, text, by, at }) => (
              <li key={revision} className={styles.one}>
                <span className={`${styles.who} ms-font-s`}>{words.by(by.name, timeInChina(at))}</span>
                <p className={`${styles.text} ms-font-m`}>{text || texts.common.empty}</p>
                <Button
                  size="small"
                  onClick={() => {
                    editWords(pane, period, section, text);
                    onChosen();
                  }}
                >
                  {words.restore}
                </Button>
              </li>
            ))}
          </ul>
        );
      }}
    </Loaded>
  );
}
