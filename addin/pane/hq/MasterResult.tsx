/** What the last refresh brought. */
import { MessageBar, MessageBarBody, MessageBarTitle } from "@fluentui/react-components";
import { usePane } from "../use-pane.ts";

export function MasterResult() {
  const { state, texts } = usePane();
  const { refresh } = state;
  const nothing = refresh && refresh.added + refresh.changed + refresh.deleted === 0;
  return (
    <div role="status">
      {refresh && (
        <MessageBar intent={nothing ? "info" : "success"} layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>{nothing ? texts.master.nothing : texts.master.done}</MessageBarTitle>
            {!nothing && (
              <>
                <br />
                {texts.master.counts(refresh.added, refresh.changed, refresh.deleted)}
              </>
            )}
          </MessageBarBody>
        </MessageBar>
      )}
    </div>
  );
}
