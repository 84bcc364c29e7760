/** 记录: find a row, and see all that was ever told, corrected and decided about it. */
import { useState } from "react";
import { useRoute } from "../use-route.ts";
import { FindRows } from "./FindRows.tsx";
import { givenQuery } from "./query.ts";
import { RowRecord } from "./RowRecord.tsx";

/**
 * `history/ROWID` is a row, `history/find/SHEET/UNIT/PERIOD/ACCOUNT` a search (each may be empty). The rows found stay
 * behind a row that is looked at, so that the way back leads to them.
 */
export function HistoryScreen() {
  const { rest, go } = useRoute();
  const [first = ""] = rest;
  const asked = first === "find" ? rest.slice(1).join(BETWEEN) : null;
  const [search, setSearch] = useState(asked ?? "");
  if (asked !== null && asked !== search) setSearch(asked);
  const rowId = first === "" || first === "find" ? null : first;
  return (
    <>
      <FindRows
        key={search}
        given={search === "" ? null : givenQuery(search.split(BETWEEN))}
        hidden={rowId !== null}
        onOpen={(opened) => go("history", opened)}
      />
      {rowId !== null && <RowRecord key={rowId} rowId={rowId} onBack={() => go("history")} />}
    </>
  );
}

/** In no name. */
const BETWEEN = "\n";
