/** Looking for rows by sheet, unit, month, account and words; it says how much was read, and may be stopped. */
import {
  Button,
  Checkbox,
  Field,
  Input,
  makeStyles,
  ProgressBar,
  Select,
  tokens,
} from "@fluentui/react-components";
import { SearchRegular } from "@fluentui/react-icons/svg/search";
import { type FormEvent, useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { isSheetKey, SHEETS } from "../../../shared/report/sheets.ts";
import { choosablePeriods } from "../months.ts";
import { findRows, type FoundRows, type RowQuery } from "../tasks/history.ts";
import { usePane } from "../use-pane.ts";
import { sheetName } from "../wording.ts";
import { FoundTable } from "./FoundTable.tsx";
import { MasterRowButton } from "./MasterRowButton.tsx";
import { EVERYTHING } from "./query.ts";
import { useAccountNames } from "./use-account-names.ts";

const useStyles = makeStyles({
  box: { display: "flex", flexDirection: "column", rowGap: "12px" },
  form: { display: "flex", flexWrap: "wrap", alignItems: "flex-end", gap: "8px 12px" },
  field: { flex: "1 1 130px", maxWidth: "260px", minWidth: 0 },
  input: { minWidth: 0, width: "100%" },
  line: { display: "flex", flexWrap: "wrap", alignItems: "center", gap: "8px", minHeight: "24px" },
  quiet: { margin: 0, color: tokens.colorNeutralForeground2 },
});

export interface FindRowsProps {
  /** Looked for at once; null: the person says what. */
  readonly given: RowQuery | null;
  readonly hidden: boolean;
  readonly onOpen: (rowId: string) => void;
}

export function FindRows({ given, hidden, onOpen }: FindRowsProps) {
  const styles = useStyles();
  const { pane, state, texts } = usePane();
  const { history } = texts;
  const { session, period } = state;
  const [query, setQuery] = useState<RowQuery>(given ?? { ...EVERYTHING, period });
  const [deletedToo, setDeletedToo] = useState(true);
  const search = useSearch();
  const accounts = useAccountNames();
  const list = useId();
  const units = session?.units ?? [];

  const begin = useEffectEvent(() => {
    if (given) search.start(given);
  });
  useEffect(() => begin(), []);

  const set = (patch: Partial<RowQuery>) => setQuery({ ...query, ...patch });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    search.start(query);
  };
  const { found, asked } = search;
  const shown = found?.rows.filter((row) => deletedToo || !row.deleted) ?? [];
  const periods = choosablePeriods(pane.surroundings.now(), [
    ...(period === "" ? [] : [period]),
    ...(query.period === "" ? [] : [query.period]),
    ...state.periods.map((known) => known.period),
  ]);
  return (
    <div className={styles.box} hidden={hidden} style={hidden ? { display: "none" } : undefined}>
      <MasterRowButton onOpen={onOpen} />
      <form className={styles.form} onSubmit={submit} aria-label={history.findTitle}>
        <Field label={history.sheet} className={styles.field}>
          <Select
            value={query.sheet ?? ""}
            onChange={(_, { value }) => set({ sheet: isSheetKey(value) ? value : null })}
          >
            <option value="">{history.anySheet}</option>
            {SHEETS.map(({ key }) => (
              <option key={key} value={key}>
                {sheetName(key, texts)}
              </option>
            ))}
          </Select>
        </Field>
        {units.length > 1 && (
          <Field label={history.unit} className={styles.field}>
            <Select value={query.unit} onChange={(_, { value }) => set({ unit: value })}>
              <option value="">{history.anyUnit}</option>
              {units.map(({ code, name }) => (
                <option key={code} value={code}>
                  {`${name} ${code}`}
                </option>
              ))}
            </Select>
          </Field>
        )}
        <Field label={history.period} className={styles.field}>
          <Select value={query.period} onChange={(_, { value }) => set({ period: value })}>
            <option value="">{history.anyPeriod}</option>
            {periods.map((month) => (
              <option key={month} value={month}>
                {month}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={history.account} className={styles.field}>
          <Input
            className={styles.input}
            list={list}
            autoComplete="off"
            placeholder={history.anyAccount}
            value={query.account}
            onChange={(_, { value }) => set({ account: value })}
          />
        </Field>
        <datalist id={list}>
          {accounts.map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
        <Field label={history.text} className={styles.field}>
          <Input
            className={styles.input}
            title={history.textHint}
            value={query.text}
            onChange={(_, { value }) => set({ text: value })}
          />
        </Field>
        <Button type="submit" appearance="primary" icon={<SearchRegular />} disabledFocusable={search.busy}>
          {history.find}
        </Button>
      </form>
      <div className={styles.line}>
        <span role="status" className="ms-font-s">
          {search.busy && history.reading(search.read, search.matched)}
          {!search.busy &&
            found &&
            (found.whole ? history.read : history.stopped)(found.read, found.rows.length)}
          {!search.busy && !found && history.start}
        </span>
        {search.busy && (
          <Button size="small" onClick={search.stop}>
            {texts.common.stop}
          </Button>
        )}
        {found && (
          <Checkbox
            label={history.deletedToo}
            checked={deletedToo}
            onChange={(_, { checked }) => setDeletedToo(checked === true)}
          />
        )}
      </div>
      {search.busy && <ProgressBar aria-label={history.find} />}
      {found && asked?.period !== "" && asked?.sheet === null && (
        <p className={`${styles.quiet} ms-font-s`}>{history.standing}</p>
      )}
      {found && shown.length === 0 && <p className={styles.quiet}>{history.none}</p>}
      {shown.length > 0 && <FoundTable rows={shown} sheet={asked?.sheet ?? null} onOpen={onOpen} />}
    </div>
  );
}

interface Search {
  readonly busy: boolean;
  readonly read: number;
  readonly matched: number;
  readonly found: FoundRows | null;
  /** What the rows found were looked for by. */
  readonly asked: RowQuery | null;
  start(query: RowQuery): void;
  stop(): void;
}

/** One search at a time; it ends with the screen. Other work may go on beside it. */
function useSearch(): Search {
  const { pane } = usePane();
  const [held, setHeld] = useState<Omit<Search, "start" | "stop">>({
    busy: false,
    read: 0,
    matched: 0,
    found: null,
    asked: null,
  });
  const running = useRef<AbortController | null>(null);
  useEffect(
    () => () => {
      running.current?.abort();
      running.current = null;
    },
    [],
  );
  const start = async (query: RowQuery): Promise<void> => {
    running.current?.abort();
    const own = new AbortController();
    running.current = own;
    const isLast = (): boolean => running.current === own;
    setHeld({ busy: true, read: 0, matched: 0, found: null, asked: query });
    try {
      const found = await findRows(
        (asked) => pane.surroundings.service.feed(asked),
        query,
        (read, matched) => {
          if (isLast()) setHeld((before) => ({ ...before, read, matched }));
        },
        () => own.signal.aborted,
      );
      if (isLast()) setHeld((before) => ({ ...before, busy: false, found }));
    } catch (cause) {
      if (!isLast()) return;
      setHeld((before) => ({ ...before, busy: false }));
      await pane.failed(cause, () => {
        pane.set({ trouble: null });
        void start(query);
      });
    }
  };
  return { ...held, start: (query) => void start(query), stop: () => running.current?.abort() };
}
