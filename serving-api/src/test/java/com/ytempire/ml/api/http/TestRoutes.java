package com.ytempire.ml.api.http;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.ytempire.ml.api.security.Scopes;
import com.ytempire.ml.core.store.StoreUnavailableException;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Operations that only tests have, to meet every way in which a request can go wrong. */
@Controller("/trial")
@Secured(Scopes.PREDICT)
@Requires(bean = TestRoutes.Wanted.class)
class TestRoutes {
  /** Says that a service is to have these operations. */
  record Wanted() {}

  /** Holds threads up until it is opened. */
  static final class Gate {
    private final CountDownLatch opened = new CountDownLatch(1);
    private final AtomicInteger waiting = new AtomicInteger();

    int waiting() {
      return waiting.get();
    }

    void open() {
      opened.countDown();
    }

    void pass() throws InterruptedException {
      waiting.incrementAndGet();
      if (!opened.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("nobody opened the gate");
      }
    }
  }

  private final Optional<Gate> gate;

  TestRoutes(Optional<Gate> gate) {
    this.gate = gate;
  }

  enum Color {
    @JsonProperty("light_red")
    LIGHT_RED,
    @JsonProperty("blue")
    BLUE
  }

  @Introspected
  record Part(@NotBlank String partName, @NotNull @Min(1) Integer partCount) {}

  @Introspected
  record Trial(
      @NotBlank @Size(max = 20) String someName,
      @Nullable Integer someCount,
      @Nullable Double someShare,
      @Nullable Boolean someFlag,
      @Nullable Color someColor,
      @Nullable Instant someTime,
      @Nullable List<@NotBlank String> someTexts,
      @Nullable List<@Valid @NotNull Part> someParts) {}

  @Introspected
  record Echo(Trial trial, String thread) {}

  @Post
  Echo echo(@Body @Valid Trial trial) {
    return new Echo(trial, Thread.currentThread().getName());
  }

  @Post("/blocking")
  @ExecuteOn(TaskExecutors.BLOCKING)
  Echo blocking(@Body @Valid Trial trial) {
    return new Echo(trial, Thread.currentThread().getName());
  }

  @Get("/query")
  String query(@QueryValue @Max(10) int someNumber) {
    return String.valueOf(someNumber);
  }

  @Get("/fail/{how}")
  @ExecuteOn(TaskExecutors.BLOCKING)
  CompletableFuture<String> fail(@PathVariable String how) {
    return switch (how) {
      case "thrown" -> throw ProblemException.conflict("two things do not fit");
      case "later" ->
          CompletableFuture.<String>failedFuture(ProblemException.notFound("no such thing"))
              .thenApply(String::trim);
      case "store" ->
          throw new StoreUnavailableException(
              "postgres at secret-host", new IllegalStateException("SELECT secret"));
      case "bug" -> throw new IllegalStateException("secret-host: SELECT secret");
      case "forever" -> new CompletableFuture<>();
      default -> CompletableFuture.completedFuture(how);
    };
  }

  @Get("/gate")
  @ExecuteOn(TaskExecutors.BLOCKING)
  String gate() throws InterruptedException {
    gate.orElseThrow().pass();
    return "passed";
  }

  @Secured(Scopes.ADMIN)
  @Get("/admin")
  String admin() {
    return "done";
  }

  /** Has no rule of its own, nor does its class: nobody may call it. */
  @Controller("/unruled")
  @Requires(bean = Wanted.class)
  static class Unruled {
    @Get
    String get() {
      return "never";
    }
  }
}
