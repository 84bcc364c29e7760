/** Above a list: which state, and what is looked for. */
import { Input, makeStyles, Tab, TabList } from "@fluentui/react-components";
import { SearchRegular } from "@fluentui/react-icons/svg/search";
import type { ReactNode } from "react";
import { usePane } from "../use-pane.ts";

const useStyles = makeStyles({
  bar: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "8px 12px" },
  tabs: { flexWrap: "wrap", marginInlineStart: "-8px" },
  search: { flex: "0 1 240px", minWidth: "160px" },
});

export function FilterBar<F extends string>(props: {
  label: string;
  filters: readonly { readonly id: F; readonly name: string }[];
  filter: F;
  onFilter: (filter: F) => void;
  sought?: string;
  onSeek?: (sought: string) => void;
  children?: ReactNode;
}) {
  const styles = useStyles();
  const { texts } = usePane();
  return (
    <div className={styles.bar}>
      <TabList
        size="small"
        className={styles.tabs}
        aria-label={props.label}
        selectedValue={props.filter}
        onTabSelect={(_, { value }) => {
          const chosen = props.filters.find(({ id }) => id === value);
          if (chosen) props.onFilter(chosen.id);
        }}
      >
        {props.filters.map(({ id, name }) => (
          <Tab key={id} value={id}>
            {name}
          </Tab>
        ))}
      </TabList>
      {props.onSeek && (
        <Input
          className={styles.search}
          type="search"
          contentBefore={<SearchRegular />}
          aria-label={texts.screening.search}
          placeholder={texts.screening.searchHint}
          value={props.sought ?? ""}
          onChange={(_, { value }) => props.onSeek?.(value)}
        />
      )}
      {props.children}
    </div>
  );
}
