package com.ytempire.ml.generation.speech.local;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The one start of the engine in this process, on a thread of its own, when somebody first wants
 * it. A start that fails stays failed: MaryTTS cannot be started twice.
 */
final class EngineStart {
  private static @Nullable CompletableFuture<MaryEngine> started;

  private EngineStart() {}

  /** As {@link #begin}, for who does not wait. */
  static void ahead() {
    var unused = begin();
  }

  /** Begins the start unless it has begun; never blocks. */
  static synchronized CompletableFuture<MaryEngine> begin() {
    if (started == null) {
      var engine = new CompletableFuture<MaryEngine>();
      started = engine;
      var thread = new Thread(() -> start(engine), "local-voice-start");
      thread.setDaemon(true);
      thread.start();
    }
    return started;
  }

  private static void start(CompletableFuture<MaryEngine> engine) {
    try {
      engine.complete(MaryEngine.start());
    } catch (Exception | LinkageError e) {
      engine.completeExceptionally(e);
    }
  }
}
