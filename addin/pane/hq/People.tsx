/** For administrators: inviting people, and which units there are. */
import {
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
} from "@fluentui/react-components";
import { Section } from "../Section.tsx";
import { usePane } from "../use-pane.ts";
import { Invite } from "./Invite.tsx";

export function People() {
  const { state, texts } = usePane();
  const { desk } = texts;
  return (
    <>
      <Invite />
      <Section title={desk.units}>
        {state.units.length === 0 ? (
          <p className="ms-font-m">{texts.invite.noUnits}</p>
        ) : (
          <Table size="small" aria-label={desk.units}>
            <TableHeader>
              <TableRow>
                <TableHeaderCell>{desk.code}</TableHeaderCell>
                <TableHeaderCell>{desk.name}</TableHeaderCell>
                <TableHeaderCell>{desk.kind}</TableHeaderCell>
              </TableRow>
            </TableHeader>
            <TableBody>
              {state.units.map(({ code, name, kind }) => (
                <TableRow key={code}>
                  <TableCell>{code}</TableCell>
                  <TableCell>{name}</TableCell>
                  <TableCell>{kind === "shop" ? desk.shop : desk.plant}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </Section>
    </>
  );
}
