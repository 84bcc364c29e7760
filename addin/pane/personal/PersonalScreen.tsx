/** 个人信息: what is held of a contact is found, given out and erased at that person's request. */
import { makeStyles, tokens } from "@fluentui/react-components";
import { useState } from "react";
import type { PersonFound } from "../../../shared/sync/personal.ts";
import { Loaded } from "../Loaded.tsx";
import { Section } from "../Section.tsx";
import { erasePerson, findPerson } from "../tasks/personal.ts";
import { usePane } from "../use-pane.ts";
import { useResource } from "../use-resource.ts";
import { Erasures } from "./Erasures.tsx";
import { FindPerson } from "./FindPerson.tsx";
import { Found } from "./Found.tsx";

const useStyles = makeStyles({
  flat: { margin: 0 },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2 },
});

interface Search {
  readonly sought: string;
  readonly found: PersonFound;
}

/** What was looked for is kept nowhere: it is gone when the screen is left. */
export function PersonalScreen() {
  const styles = useStyles();
  const { pane, texts } = usePane();
  const { personal } = texts;
  const [search, setSearch] = useState<Search | null>(null);
  const [erased, setErased] = useState(0);
  const erasures = useResource("erasures", (signal) => pane.surroundings.service.erasures(signal));

  const find = async (sought: string): Promise<void> => {
    setSearch(null);
    const found = await findPerson(pane, sought);
    if (found) setSearch({ sought, found });
  };
  const erase = async ({ sought, found }: Search): Promise<void> => {
    if (!(await erasePerson(pane, sought, found))) return;
    setSearch(null);
    setErased(erased + 1);
    erasures.reload();
  };
  return (
    <>
      <div>
        <p className={`${styles.flat} ms-font-m`}>{personal.intro}</p>
        <p className={`${styles.quiet} ms-font-s`}>{personal.recorded}</p>
      </div>
      {/* The name of who was erased does not stay in sight. */}
      <FindPerson key={erased} autoFocus={erased > 0} onFind={(sought) => void find(sought)} />
      {search && search.found.rows.length === 0 && (
        <p className={`${styles.flat} ms-font-m`} role="status">
          {personal.nothing(search.sought)}
        </p>
      )}
      {search && search.found.rows.length > 0 && (
        <Found found={search.found} onErase={() => void erase(search)} />
      )}
      <Section title={personal.doneTitle}>
        <Loaded resource={erasures}>{(all) => <Erasures erasures={all} />}</Loaded>
      </Section>
    </>
  );
}
