/** Above a list: which state, and what is looked for. */
import { Input, makeStyles, Select, Tab, TabList } from "@fluentui/react-components";
import { SearchRegular } from "@fluentui/react-icons/svg/search";
import type { ReactNode } from "react";
import { usePane } from "../use-pane.ts";
import { useWide } from "../use-wide.ts";

const useStyles = makeStyles({
  bar: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "8px 12px" },
  tabs: { flexWrap: "wrap", marginInlineStart: "-8px" },
  select: { flex: "1 1 140px" },
  search: { flex: "1 1 160px", maxWidth: "280px" },
});

/** Beyond so many, tabs do not fit where it is narrow. */
const FEW = 3;

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
  const wide = useWide();
  const choose = (value: unknown): void => {
    const chosen = props.filters.find(({ id }) => id === value);
    if (chosen) props.onFilter(chosen.id);
  };
  return (
    <div className={styles.bar}>
      {wide || props.filters.length <= FEW ? (
        <TabList
          size="small"
          className={styles.tabs}
          aria-label={props.label}
          selectedValue={props.filter}
          onTabSelect={(_, { value }) => choose(value)}
        >
          {props.filters.map(({ id, name }) => (
            <Tab key={id} value={id}>
              {name}
            </Tab>
          ))}
        </TabList>
      ) : (
        <Select
          className={styles.select}
          aria-label={props.label}
          value={props.filter}
          onChange={(_, { value }) => choose(value)}
        >
          {props.filters.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      )}
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
