/** 填报: a unit's rows in the browser, sheet by sheet, for those without Excel (R1). */
import { makeStyles } from "@fluentui/react-components";
import { Loaded } from "../Loaded.tsx";
import { loadOwnRows } from "../tasks/grid.ts";
import { usePane } from "../use-pane.ts";
import { useResource } from "../use-resource.ts";
import { OwnRowsDesk } from "./OwnRowsDesk.tsx";

const useStyles = makeStyles({
  screen: { display: "flex", flexDirection: "column", rowGap: "12px", minWidth: 0 },
});

export function OwnRowsScreen() {
  const styles = useStyles();
  const { pane, state } = usePane();
  const { unit } = state;
  const own = useResource(`own rows ${unit?.code ?? ""}`, async () =>
    unit ? loadOwnRows(pane, unit) : null,
  );
  return (
    <div className={styles.screen}>
      <Loaded resource={own}>
        {(loaded) =>
          loaded && (
            <OwnRowsDesk
              key={loaded.unit.code}
              loaded={loaded}
              resource={{
                ...own,
                value: loaded,
                amend: (change) => own.amend((value) => value && change(value)),
              }}
            />
          )
        }
      </Loaded>
    </div>
  );
}
