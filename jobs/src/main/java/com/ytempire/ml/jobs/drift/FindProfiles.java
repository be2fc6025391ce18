package com.ytempire.ml.jobs.drift;

import com.ytempire.ml.core.model.ModelRef;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.api.functions.async.RichAsyncFunction;

/**
 * Brings a version's profile to its panes, read on a thread of its own and kept, as it never
 * changes. One that cannot be read now is looked for again with the next pane; the pane says why it
 * has none.
 */
final class FindProfiles extends RichAsyncFunction<ClosedPane, ReferencePane> {
  private static final long serialVersionUID = 1L;
  private static final byte[] NONE = {};

  private final ProfileFactory factory;
  private transient ExecutorService thread;

  /** Used by that thread only. */
  private transient Map<ModelRef, byte[]> found;

  private transient ProfileFactory.Profiles profiles;

  @SuppressWarnings("NullAway.Init") // Flink opens it before it gives it anything.
  FindProfiles(ProfileFactory factory) {
    this.factory = factory;
  }

  @Override
  public void open(OpenContext context) {
    profiles = factory.open();
    found = new HashMap<>();
    thread =
        Executors.newSingleThreadExecutor(
            task -> {
              var made = new Thread(task, "drift-profiles");
              made.setDaemon(true);
              return made;
            });
  }

  @Override
  public void asyncInvoke(ClosedPane pane, ResultFuture<ReferencePane> result) {
    thread.execute(() -> result.complete(List.of(find(pane))));
  }

  private ReferencePane find(ClosedPane pane) {
    var version = new ModelRef(pane.key().model(), pane.key().version());
    try {
      byte[] profile = found.get(version);
      if (profile == null) {
        profile = profiles.find(version);
        found.put(version, profile);
      }
      return new ReferencePane(pane, profile, profile.length == 0 ? "it has no profile" : "");
    } catch (IOException | RuntimeException e) {
      return new ReferencePane(pane, NONE, "its profile cannot be read: " + e.getMessage());
    }
  }

  @Override
  public void timeout(ClosedPane pane, ResultFuture<ReferencePane> result) {
    result.complete(
        List.of(new ReferencePane(pane, NONE, "its profile could not be read in time")));
  }

  @Override
  public void close() {
    if (thread != null) {
      thread.shutdownNow();
    }
    if (profiles != null) {
      profiles.close();
    }
  }
}
