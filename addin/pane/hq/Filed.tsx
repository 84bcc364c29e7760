/** The month's completeness in short, with the units that are still missing: those are to be reminded (R5). */
import { Link, makeStyles } from "@fluentui/react-components";
import { Loaded } from "../Loaded.tsx";
import { CompletenessFigures } from "../months/CompletenessFigures.tsx";
import { Section } from "../Section.tsx";
import { usePane } from "../use-pane.ts";
import { useResource } from "../use-resource.ts";
import { useRoute } from "../use-route.ts";

const useStyles = makeStyles({ flat: { margin: 0 }, link: { alignSelf: "flex-start" } });

export function Filed() {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { go } = useRoute();
  const { period } = state;
  const month = useResource(`completeness ${period}`, (signal) =>
    pane.surroundings.service.completeness(period, signal),
  );
  return (
    <Section title={`${texts.desk.screens.completeness} · ${period}`}>
      <Loaded resource={month}>
        {(value) => {
          const missing = value.units.filter((unit) => unit.state === "missing").map(({ name }) => name);
          return (
            <>
              <CompletenessFigures month={value} />
              <p className={`${styles.flat} ms-font-m`}>
                {missing.length === 0 ? texts.months.allFiled : texts.desk.missing(missing.join(texts.comma))}
              </p>
              <Link as="button" className={styles.link} onClick={() => go("completeness")}>
                {texts.desk.screens.completeness}
              </Link>
            </>
          );
        }}
      </Loaded>
    </Section>
  );
}
