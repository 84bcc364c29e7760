/** For which unit and month a file is: as it says itself, or as somebody chooses. */
import { Field, Select } from "@fluentui/react-components";
import { choosablePeriods } from "../months.ts";
import { usePane } from "../use-pane.ts";

interface FilePlace {
  readonly unit: string | undefined;
  readonly period: string | undefined;
}

/** @param props.asFile both may be left to the file */
export function PlaceFields(props: FilePlace & { asFile?: boolean; onChange: (place: FilePlace) => void }) {
  const { pane, state, texts } = usePane();
  const { unit, period, onChange } = props;
  const words = texts.upload;
  const units = useUnits();
  const periods = choosablePeriods(
    pane.surroundings.now(),
    state.periods.map((known) => known.period),
  );
  const own = props.asFile ? <option value="">{words.asFile}</option> : null;
  return (
    <>
      {(units.length > 1 || props.asFile) && (
        <Field label={words.unit}>
          <Select
            value={unit ?? ""}
            onChange={(_, { value }) => onChange({ unit: value === "" ? undefined : value, period })}
          >
            {own}
            {units.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      )}
      <Field label={words.period}>
        <Select
          value={period ?? ""}
          onChange={(_, { value }) => onChange({ unit, period: value === "" ? undefined : value })}
        >
          {own}
          {[...new Set([...(period === undefined ? [] : [period]), ...periods])].map((month) => (
            <option key={month} value={month}>
              {month}
            </option>
          ))}
        </Select>
      </Field>
    </>
  );
}

/** Those for which the person may write. */
export function useUnits(): readonly { readonly code: string; readonly name: string }[] {
  const { state } = usePane();
  const own = state.session?.units ?? [];
  return own.length > 0 ? own : state.units;
}
