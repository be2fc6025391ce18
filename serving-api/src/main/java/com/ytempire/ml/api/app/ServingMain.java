package com.ytempire.ml.api.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the service alone, against servers that the environment names, until the process is told to
 * end. {@code config/features.yaml} and {@code config/models.yaml} are looked for in the folder
 * that the system property {@code ytempire.home} names, else in the working directory.
 */
public final class ServingMain {
  private ServingMain() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    ServiceLog.toStandardOutput();
    Path config = Path.of(System.getProperty("ytempire.home", "."), "config");
    ServiceOptions options =
        ServicePreparation.prepare(
            System.getenv(),
            config.resolve("features.yaml"),
            config.resolve("models.yaml"),
            Clock.systemUTC());
    ServingService service = ServingService.start(options);
    System.out.println("the service listens on " + service.address());
    var ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  service.close();
                  ended.countDown();
                },
                "service-end"));
    ended.await();
  }
}
