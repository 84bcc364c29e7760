/** 填报情况: the month itself, who has filed for it, and what can be done about those who have not (R5). */
import { Button, makeStyles } from "@fluentui/react-components";
import { ArrowClockwiseRegular } from "@fluentui/react-icons/svg/arrow-clockwise";
import { Loaded } from "../Loaded.tsx";
import { Section } from "../Section.tsx";
import { isHq } from "../tasks/open.ts";
import { usePane } from "../use-pane.ts";
import { useResource } from "../use-resource.ts";
import { CompletenessFigures } from "./CompletenessFigures.tsx";
import { MonthBar } from "./MonthBar.tsx";
import { UnitTable } from "./UnitTable.tsx";

const useStyles = makeStyles({ flat: { margin: 0 } });

export function CompletenessScreen() {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { period, session } = state;
  const months = useResource(`completeness ${period}`, (signal) =>
    pane.surroundings.service.completeness(period, signal),
  );
  const again = (
    <Button
      appearance="subtle"
      size="small"
      icon={<ArrowClockwiseRegular />}
      disabledFocusable={months.loading}
      onClick={() => months.reload()}
    >
      {texts.months.again}
    </Button>
  );
  return (
    <Loaded resource={months}>
      {(month) => (
        <>
          <MonthBar key={month.deadline} month={month} onChange={() => months.reload()} />
          <CompletenessFigures month={month} />
          <Section title={texts.months.units} aside={again}>
            {month.units.length === 0 ? (
              <p className={`${styles.flat} ms-font-m`}>{texts.months.nobody}</p>
            ) : (
              <UnitTable
                key={month.period}
                month={month}
                hq={session !== null && isHq(session)}
                onChange={() => months.reload()}
              />
            )}
          </Section>
        </>
      )}
    </Loaded>
  );
}
