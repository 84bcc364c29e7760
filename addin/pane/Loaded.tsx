/** A resource on the screen: waiting for it, what went wrong with a way to try again, or the thing itself. */
import {
  Button,
  makeStyles,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  Spinner,
} from "@fluentui/react-components";
import type { ReactNode } from "react";
import type { Resource } from "./use-resource.ts";
import { usePane } from "./use-pane.ts";

const useStyles = makeStyles({ waiting: { padding: "32px 0" } });

export function Loaded<T>({
  resource,
  children,
}: {
  resource: Resource<T>;
  children: (value: T) => ReactNode;
}) {
  const styles = useStyles();
  const { texts } = usePane();
  const { value, trouble } = resource;
  return (
    <>
      {trouble && (
        <MessageBar intent="error" layout="multiline" role="alert">
          <MessageBarBody>
            <MessageBarTitle>{trouble.title}</MessageBarTitle>
            <br />
            {trouble.fix}
          </MessageBarBody>
          <MessageBarActions>
            <Button size="small" onClick={() => resource.reload()}>
              {texts.common.retry}
            </Button>
          </MessageBarActions>
        </MessageBar>
      )}
      {value === null && !trouble && <Spinner className={styles.waiting} label={texts.desk.loading} />}
      {value !== null && children(value)}
    </>
  );
}
