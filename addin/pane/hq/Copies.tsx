/** 抄送: the outbox, newest first; for HQ also the settings. Units see the copies about their own reports. */
import { Button, makeStyles, MessageBar, MessageBarBody, MessageBarTitle } from "@fluentui/react-components";
import { ArrowClockwiseRegular } from "@fluentui/react-icons/svg/arrow-clockwise";
import { useState } from "react";
import { COPY_STATES, type Copy, type CopyPage, type CopyState } from "../../../shared/sync/copies.ts";
import { Loaded } from "../Loaded.tsx";
import { Rows } from "../Rows.tsx";
import { FilterBar } from "../screening/FilterBar.tsx";
import { usePane } from "../use-pane.ts";
import { useResource } from "../use-resource.ts";
import { useCopyColumns } from "./copy-columns.tsx";
import { CopySettingsForm } from "./CopySettingsForm.tsx";

const useStyles = makeStyles({ flat: { margin: 0 }, more: { alignSelf: "flex-start" } });

const PAGE = 50;

type Filter = CopyState | "all";

export function Copies() {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { copies: words } = texts;
  const [filter, setFilter] = useState<Filter>("all");
  const [pages, setPages] = useState(1);
  const outbox = useResource(`copies ${filter}`, (signal) =>
    readOutbox(
      (before) =>
        pane.surroundings.service.copies(
          { limit: PAGE, ...before, ...(filter === "all" ? {} : { state: filter }) },
          signal,
        ),
      pages,
    ),
  );
  const hq = state.session?.role === "hq" || state.session?.role === "hq-admin";
  const columns = useCopyColumns(hq, (now) =>
    outbox.amend((page) => ({
      ...page,
      copies: page.copies.map((copy) => (copy.id === now.id ? now : copy)),
    })),
  );
  return (
    <>
      <Loaded resource={outbox}>
        {({ copies, before, counts, mailing }) => (
          <>
            {!mailing && <NoServer hq={hq} />}
            <FilterBar
              label={words.filter}
              filters={filtersOf(counts, words)}
              filter={filter}
              onFilter={(chosen) => {
                setFilter(chosen);
                setPages(1);
              }}
            >
              <Button
                appearance="subtle"
                size="small"
                icon={<ArrowClockwiseRegular />}
                aria-label={words.refresh}
                title={words.refresh}
                disabledFocusable={outbox.loading}
                onClick={() => outbox.reload()}
              />
            </FilterBar>
            {copies.length === 0 ? (
              <p className={`${styles.flat} ms-font-m`} role="status">
                {filter === "all" ? words.none : words.noneOf}
              </p>
            ) : (
              <Rows
                label={texts.desk.screens.copies}
                columns={columns}
                rows={copies}
                keyOf={({ id }) => String(id)}
              />
            )}
            {before !== null && (
              <Button
                className={styles.more}
                disabledFocusable={outbox.loading}
                onClick={() => {
                  setPages(pages + 1);
                  outbox.reload();
                }}
              >
                {words.older}
              </Button>
            )}
          </>
        )}
      </Loaded>
      {hq && <CopySettingsForm />}
    </>
  );
}

const filtersOf = (
  counts: CopyPage["counts"],
  words: { all: string; state: Record<CopyState, string>; count: (name: string, n: number) => string },
): { id: Filter; name: string }[] => [
  { id: "all", name: words.all },
  ...COPY_STATES.filter((state) => (counts[state] ?? 0) > 0).map((state) => ({
    id: state,
    name: words.count(words.state[state], counts[state] ?? 0),
  })),
];

function NoServer({ hq }: { hq: boolean }) {
  const { texts } = usePane();
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{texts.copies.noServer}</MessageBarTitle>
        <br />
        {hq ? texts.copies.noServerFix : texts.copies.noServerUnit}
      </MessageBarBody>
    </MessageBar>
  );
}

/** So many pages, newest first, with the last one's `before`. */
async function readOutbox(
  page: (before: { readonly before?: number }) => Promise<CopyPage>,
  pages: number,
): Promise<CopyPage> {
  let last = await page({});
  const copies: Copy[] = [...last.copies];
  for (let read = 1; read < pages && last.before !== null; read += 1) {
    last = await page({ before: last.before });
    copies.push(...last.copies);
  }
  return { ...last, copies };
}
