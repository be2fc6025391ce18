package com.ytempire.ml.local.cli;

import com.ytempire.ml.api.app.ServiceLog;
import com.ytempire.ml.api.app.ServiceOptions;
import com.ytempire.ml.api.app.ServicePreparation;
import com.ytempire.ml.api.app.ServingService;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.local.server.ServerException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Runs the service alone, until it is stopped. */
@Command(
    name = "serve",
    description = {
      "Runs the service alone, against the servers that the environment names: DATABASE_URL,",
      "REDIS_URL, KAFKA_BOOTSTRAP_SERVERS, MODEL_REGISTRY_PATH, JWT_SECRET or JWT_JWKS_URL."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "docs/settings.md lists all variables. Ctrl-C lets running requests end."})
public final class ServeCommand implements Subcommand {
  private final Map<String, String> environment;

  @Mixin private ConfigFiles config;

  @Spec private CommandSpec spec;

  /** The command as users get it. */
  public ServeCommand() {
    this(System.getenv());
  }

  @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls the command.
  ServeCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    ServicePorts.requireFree(environment);
    ServiceLog.toStandardOutput();
    var shutdown = new OrderlyShutdown(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(shutdown.hook());
    try (ServingService service = ServingService.start(prepared())) {
      out.println("the service listens on " + service.address());
      out.flush();
      new CountDownLatch(1).await();
      return 0;
    } catch (InterruptedException e) {
      return 0; // Stopped by the user; the process ends with the signal's own exit code.
    } finally {
      shutdown.done();
    }
  }

  private ServiceOptions prepared() throws IOException {
    try {
      return ServicePreparation.prepare(
          environment, config.featuresOrShipped(), config.modelsOrShipped(), Clock.systemUTC());
    } catch (StoreUnavailableException e) {
      throw new ServerException(
          "Postgres cannot be used: %s; is DATABASE_URL right?".formatted(e.getMessage()), e);
    }
  }
}
