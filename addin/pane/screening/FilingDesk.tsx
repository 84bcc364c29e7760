/** Filings as a list with one of them open beside it, or in its place where there is no room. */
import { Button, makeStyles, tokens } from "@fluentui/react-components";
import { ArrowClockwiseRegular } from "@fluentui/react-icons/svg/arrow-clockwise";
import { ArrowLeftRegular } from "@fluentui/react-icons/svg/arrow-left";
import { type ComponentType, useEffect, useRef, useState } from "react";
import type { Filing } from "../../../shared/sync/screening.ts";
import type { Texts } from "../../../shared/text/texts.ts";
import { Loaded } from "../Loaded.tsx";
import { usePane } from "../use-pane.ts";
import { useResource } from "../use-resource.ts";
import { useRoute } from "../use-route.ts";
import { useWide } from "../use-wide.ts";
import { dayOf } from "../wording.ts";
import { FilingDetail, type FilingWordProps } from "./FilingDetail.tsx";
import { FilterBar } from "./FilterBar.tsx";
import { PickList } from "./PickList.tsx";
import { countFilings, type FilingFilter, nextOf, siftFilings } from "./sift.ts";
import { FilingBadge } from "./StateBadge.tsx";

const useStyles = makeStyles({
  flat: { margin: 0 },
  whole: { display: "flex", flexDirection: "column", rowGap: "16px", outlineStyle: "none" },
  beside: {
    display: "grid",
    gridTemplateColumns: "minmax(300px, 2fr) 5fr",
    columnGap: "24px",
    alignItems: "start",
  },
  list: { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  scrolling: {
    position: "sticky",
    top: "72px",
    maxHeight: "calc(100vh - 96px)",
    overflowY: "auto",
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  back: { alignSelf: "flex-start" },
});

export interface FilingDeskProps {
  /** Of the screen, for addresses. */
  readonly screen: string;
  /** The first is the one that is set. */
  readonly filters: readonly FilingFilter[];
  /** What is said where the first filter finds nothing. */
  readonly nothing: string;
  /** What the person may do about a filing. */
  readonly word: ComponentType<FilingWordProps>;
}

export function FilingDesk({ screen, filters, nothing, word }: FilingDeskProps) {
  const styles = useStyles();
  const { pane, texts } = usePane();
  const { rest, go } = useRoute();
  const wide = useWide();
  const [filter, setFilter] = useState<FilingFilter>(filters[0] ?? "all");
  const [sought, setSought] = useState("");
  /** Somebody has opened a filing here: the keyboard goes along to it. */
  const [moved, setMoved] = useState(false);
  const filings = useResource("filings", (signal) => pane.surroundings.service.filings({}, signal));
  const { screening } = texts;
  const open = rest[0] ?? null;
  const list = useRef<HTMLDivElement>(null);
  // Back from a filing, or after the last decision: the keyboard is at the list again.
  useEffect(() => {
    if (moved && open === null) list.current?.focus();
  }, [moved, open]);

  const show = (rowId: string | null): void => {
    setMoved(true);
    go(screen, ...(rowId === null ? [] : [rowId]));
  };
  const decided = (filing: Filing, shown: readonly Filing[]): void => {
    const next = nextOf(shown, filing.rowId);
    filings.amend((all) => all.map((known) => (known.rowId === filing.rowId ? filing : known)));
    show(next);
  };
  const undone = (rowId: string): void => {
    filings.reload();
    show(rowId);
  };
  const reload = (
    <Button
      appearance="subtle"
      icon={<ArrowClockwiseRegular />}
      aria-label={screening.reload}
      title={screening.reload}
      disabledFocusable={filings.loading}
      onClick={() => filings.reload()}
    />
  );

  return (
    <Loaded resource={filings}>
      {(all) => {
        const shown = siftFilings(all, filter, sought);
        const filing = all.find(({ rowId }) => rowId === open) ?? null;
        const detail = filing && (
          <FilingDetail
            key={filing.rowId}
            filing={filing}
            takeFocus={moved}
            word={word}
            onDecided={(now) => decided(now, shown)}
            onUndone={() => undone(filing.rowId)}
          />
        );
        if (!wide && detail) {
          return (
            <>
              <Button
                className={styles.back}
                appearance="subtle"
                icon={<ArrowLeftRegular />}
                onClick={() => show(null)}
              >
                {screening.back}
              </Button>
              {detail}
            </>
          );
        }
        const picks =
          shown.length > 0 ? (
            <PickList
              label={screening.filings.list}
              picks={shown.map((each) => pickOf(each, texts))}
              current={open}
              onPick={show}
            />
          ) : (
            <p className={`${styles.flat} ms-font-m`} role="status">
              {filter === filters[0] && sought === "" ? nothing : screening.none}
            </p>
          );
        return (
          <div ref={list} tabIndex={-1} className={styles.whole}>
            <FilterBar
              label={screening.filings.state}
              filters={filters.map((id) => ({ id, name: filterName(id, all, texts) }))}
              filter={filter}
              onFilter={setFilter}
              sought={sought}
              onSeek={setSought}
            >
              {reload}
            </FilterBar>
            {wide && (shown.length > 0 || detail) ? (
              <div className={styles.beside}>
                <div className={`${styles.list} ${styles.scrolling}`}>{picks}</div>
                {detail ?? <p className={`${styles.flat} ms-font-m`}>{screening.filings.pick}</p>}
              </div>
            ) : (
              picks
            )}
          </div>
        );
      }}
    </Loaded>
  );
}

function filterName(filter: FilingFilter, filings: readonly Filing[], { screening }: Texts): string {
  const { waiting, toEndorse } = screening.filings;
  const names = { ...screening.filingState, all: screening.all, waiting, toEndorse };
  return `${names[filter]} ${countFilings(filings, filter)}`;
}

const pickOf = (filing: Filing, { screening }: Texts) => ({
  id: filing.rowId,
  title: filing.account,
  below: filing.base ? screening.filings.under(filing.unitName, filing.base.name) : filing.unitName,
  aside: (
    <>
      <FilingBadge state={filing.state} />
      <span className="ms-font-s">{dayOf(filing.changedAt)}</span>
    </>
  ),
});
