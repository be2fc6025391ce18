package com.ytempire.ml.inference.runtime;

import com.ytempire.ml.inference.text.BundledMiniLm;
import com.ytempire.ml.inference.text.TextEncoder;
import java.nio.file.Path;
import java.util.List;

/** A process that loads, runs and closes models on daemon threads until it is told to end. */
final class InferUntilStopped {
  private InferUntilStopped() {}

  /**
   * @param arguments folder for unpacked models
   */
  public static void main(String[] arguments) throws Exception {
    Path cache = Path.of(arguments[0]);
    TextEncoder encoder = TextEncoder.load(BundledMiniLm.folder(cache), RuntimeSettings.onCpu());
    List<long[]> texts = List.of(encoder.tokenize("a title of some length"));
    start(() -> encoder.encode(texts));
    start(() -> encoder.encode(texts));
    start(
        () -> {
          try (TextEncoder other =
              TextEncoder.load(BundledMiniLm.folder(cache), RuntimeSettings.onCpu())) {
            other.encode(texts);
          }
        });
    System.out.println("ready");
    Thread.currentThread().join();
  }

  private static void start(Runnable work) {
    Thread thread =
        new Thread(
            () -> {
              while (true) {
                work.run();
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
