/** Who has filed, in a few words for the first screen, with the way to all of it. */
import { Button, makeStyles } from "@fluentui/react-components";
import { ChevronRightRegular } from "@fluentui/react-icons/svg/chevron-right";
import { Loaded } from "../Loaded.tsx";
import { Section } from "../Section.tsx";
import { usePane } from "../use-pane.ts";
import { useResource } from "../use-resource.ts";
import { useRoute } from "../use-route.ts";
import { CompletenessFigures } from "./CompletenessFigures.tsx";

const useStyles = makeStyles({ flat: { margin: 0 }, show: { alignSelf: "flex-start" } });

export function CompletenessBrief() {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { go } = useRoute();
  const { period } = state;
  const { months, comma } = texts;
  const completeness = useResource(`completeness ${period}`, (signal) =>
    pane.surroundings.service.completeness(period, signal),
  );
  return (
    <Section title={`${texts.desk.screens.completeness} · ${period}`}>
      <Loaded resource={completeness}>
        {(month) => {
          const missing = month.units.filter((unit) => unit.state === "missing").map(({ name }) => name);
          return (
            <>
              <CompletenessFigures month={month} />
              {month.expected > 0 && (
                <p className={`${styles.flat} ms-font-m`}>
                  {missing.length === 0 ? months.allFiled : months.missingUnits(missing.join(comma))}
                </p>
              )}
            </>
          );
        }}
      </Loaded>
      <Button
        size="small"
        className={styles.show}
        icon={<ChevronRightRegular />}
        iconPosition="after"
        onClick={() => go("completeness")}
      >
        {months.show}
      </Button>
    </Section>
  );
}
