/** 大客户名录: all accounts as HQ sees them, the potential ones first in line to be raised (R6). */
import { Badge, Button, makeStyles, tokens } from "@fluentui/react-components";
import { useState } from "react";
import { CHOICES, type ChoiceList } from "../../../shared/report/choices.ts";
import type { RegisterAccount } from "../../../shared/sync/screening.ts";
import type { Texts } from "../../../shared/text/texts.ts";
import { Loaded } from "../Loaded.tsx";
import { type RowColumn, Rows } from "../Rows.tsx";
import { raiseAccount } from "../tasks/entries.ts";
import { usePane } from "../use-pane.ts";
import { useResource } from "../use-resource.ts";
import { FilterBar } from "./FilterBar.tsx";
import { isSought } from "./sift.ts";
import { RegisterBadge } from "./StateBadge.tsx";
import { useUnitNames } from "./use-unit-names.ts";

const useStyles = makeStyles({
  flat: { margin: 0 },
  name: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "4px 8px" },
  aliases: { flexBasis: "100%", color: tokens.colorNeutralForeground2 },
  strong: { fontWeight: tokens.fontWeightSemibold },
});

const FILTERS = ["registered", "potential", "nominated", "declined", "all"] as const;
type Filter = (typeof FILTERS)[number];

export function AccountsScreen() {
  const styles = useStyles();
  const { pane, texts } = usePane();
  const [filter, setFilter] = useState<Filter>("registered");
  const [sought, setSought] = useState("");
  const accounts = useResource("accounts", (signal) => pane.surroundings.service.accounts(signal));
  const columns = useColumns(() => accounts.reload());
  const unitNames = useUnitNames();
  const { screening } = texts;
  return (
    <Loaded resource={accounts}>
      {(all) => {
        const within = (state: Filter) => all.filter((each) => state === "all" || each.state === state);
        const shown = within(filter).filter(({ name, aliases, units }) =>
          isSought(sought, [name, ...aliases, unitNames(units)]),
        );
        const names = { ...screening.accountState, all: screening.all };
        return (
          <>
            <FilterBar
              label={screening.accounts.state}
              filters={FILTERS.map((id) => ({ id, name: `${names[id]} ${within(id).length}` }))}
              filter={filter}
              onFilter={setFilter}
              sought={sought}
              onSeek={setSought}
            />
            {shown.length === 0 ? (
              <p className={`${styles.flat} ms-font-m`} role="status">
                {screening.none}
              </p>
            ) : (
              <Rows
                label={texts.desk.screens.accounts}
                columns={columns}
                rows={shown}
                keyOf={({ id }) => String(id)}
              />
            )}
          </>
        );
      }}
    </Loaded>
  );
}

function useColumns(reload: () => void): RowColumn<RegisterAccount>[] {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const unitNames = useUnitNames();
  const { accounts, name } = texts.screening;
  return [
    {
      id: "name",
      name,
      head: true,
      cell: (account) => (
        <span className={styles.name}>
          <span className={styles.strong}>{account.name}</span>
          {account.policy && <Badge appearance="outline">{accounts.policy}</Badge>}
          {account.aliases.length > 0 && (
            <span className={`${styles.aliases} ms-font-s`}>
              {accounts.aliases(account.aliases.join(texts.comma))}
            </span>
          )}
        </span>
      ),
    },
    {
      id: "category",
      name: accounts.category,
      short: true,
      cell: ({ category }) => labelOf("category", category, texts),
    },
    { id: "level", name: accounts.level, short: true, cell: ({ level }) => labelOf("level", level, texts) },
    { id: "filedBy", name: accounts.filedBy, cell: ({ units }) => unitNames(units) },
    {
      id: "state",
      name: accounts.state,
      short: true,
      cell: (account) => <RegisterBadge state={account.state} />,
    },
    {
      id: "raise",
      name: "",
      cell: (account) =>
        account.state === "potential" && (
          <Button
            size="small"
            disabledFocusable={state.busy !== null}
            onClick={() => void raiseAccount(pane, account, reload)}
          >
            {accounts.raise}
          </Button>
        ),
    },
  ];
}

/** A value of a closed list in the pane's language. */
function labelOf(list: ChoiceList, value: string | null, texts: Texts): string {
  if (value === null) return "";
  const choice = CHOICES[list].find((known) => known.value === value);
  return choice && texts.language === "en" ? choice.en : value;
}
