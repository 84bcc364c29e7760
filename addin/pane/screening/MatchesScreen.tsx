/** 合并与分歧: what may be one thing under two names, and cells on which units differ. A person decides both. */
import { useState } from "react";
import { usePane } from "../use-pane.ts";
import { Differences } from "./Differences.tsx";
import { FilterBar } from "./FilterBar.tsx";
import { Matches } from "./Matches.tsx";

const TABS = ["duplicates", "differences"] as const;

export function MatchesScreen() {
  const { texts } = usePane();
  const [tab, setTab] = useState<(typeof TABS)[number]>("duplicates");
  const { matches } = texts.screening;
  return (
    <>
      <FilterBar
        label={matches.tabs}
        filters={TABS.map((id) => ({ id, name: matches[id] }))}
        filter={tab}
        onFilter={setTab}
      />
      {tab === "duplicates" ? <Matches /> : <Differences />}
    </>
  );
}
