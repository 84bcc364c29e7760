/** Which sheet, unit and month a CSV file is for; its encoding and separator as found out, to be changed. */
import { Field, makeStyles, Select } from "@fluentui/react-components";
import { CSV_ENCODINGS } from "../../../shared/report/csv-encoding.ts";
import { CSV_SEPARATORS, type CsvFormat } from "../../../shared/report/csv-records.ts";
import { SHEET_KEYS, type SheetKey } from "../../../shared/report/sheets.ts";
import { PlaceFields } from "../upload/PlaceFields.tsx";
import { usePane } from "../use-pane.ts";
import { sheetName } from "../wording.ts";

const useStyles = makeStyles({ fields: { display: "flex", flexWrap: "wrap", gap: "8px 12px" } });

export interface CsvPlace {
  readonly unit: string;
  readonly period: string;
}

export function CsvFields(props: {
  sheet: SheetKey;
  format: Partial<CsvFormat>;
  /** null where the file has no row. */
  found: CsvFormat | null;
  place: CsvPlace;
  onSheet: (sheet: SheetKey) => void;
  onFormat: (format: Partial<CsvFormat>) => void;
  onPlace: (place: CsvPlace) => void;
}) {
  const styles = useStyles();
  const { texts } = usePane();
  const words = texts.csv;
  const { format, found, place } = props;
  return (
    <div className={styles.fields}>
      <Choice
        label={words.sheet}
        value={props.sheet}
        values={SHEET_KEYS}
        name={(key) => sheetName(key, texts)}
        onChange={props.onSheet}
      />
      <PlaceFields
        {...place}
        onChange={({ unit = place.unit, period = place.period }) => props.onPlace({ unit, period })}
      />
      <Choice
        label={words.encoding}
        value={format.encoding ?? found?.encoding ?? "utf-8"}
        values={CSV_ENCODINGS}
        name={(one) =>
          format.encoding === undefined && one === found?.encoding
            ? words.found(words.encodings[one])
            : words.encodings[one]
        }
        onChange={(encoding) => props.onFormat({ ...format, encoding })}
      />
      <Choice
        label={words.separator}
        value={format.separator ?? found?.separator ?? ","}
        values={CSV_SEPARATORS}
        name={(one) =>
          format.separator === undefined && one === found?.separator
            ? words.found(words.separators[one])
            : words.separators[one]
        }
        onChange={(separator) => props.onFormat({ ...format, separator })}
      />
    </div>
  );
}

function Choice<T extends string>(props: {
  label: string;
  value: T;
  values: readonly T[];
  name: (value: T) => string;
  onChange: (value: T) => void;
}) {
  const { state } = usePane();
  return (
    <Field label={props.label}>
      <Select
        value={props.value}
        disabled={state.busy !== null}
        onChange={(_, { value }) => {
          const chosen = props.values.find((one) => one === value);
          if (chosen !== undefined) props.onChange(chosen);
        }}
      >
        {props.values.map((one) => (
          <option key={one} value={one}>
            {props.name(one)}
          </option>
        ))}
      </Select>
    </Field>
  );
}
