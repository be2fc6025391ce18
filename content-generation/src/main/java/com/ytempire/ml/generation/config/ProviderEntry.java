package com.ytempire.ml.generation.config;

import com.ytempire.ml.generation.call.Backoff;
import com.ytempire.ml.generation.call.Line;
import com.ytempire.ml.generation.limit.RateLimits;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A provider in the list of a generator.
 *
 * @param name {@code name}: as prices, answers and metrics name it
 * @param api {@code api}: whose protocol it speaks, where that is not its name's: {@code openai}
 *     for a server that is compatible with that
 * @param baseUrl {@code base_url}: where it is asked, where that is not its own address
 * @param isFree {@code free}: whether its calls cost nothing, as those of a server of one's own
 * @param models {@code models}: its names of the models, the first one is asked for; none where it
 *     has one only, or is told otherwise
 * @param limits {@code rate_limits}
 * @param rules {@code timeout_ms}, {@code attempts}
 * @param breaker {@code circuit_breaker}
 */
public record ProviderEntry(
    String name,
    String api,
    Optional<URI> baseUrl,
    boolean isFree,
    List<String> models,
    RateLimits limits,
    Line.Rules rules,
    BreakerRules breaker) {
  /** Half a minute; three calls, with the usual pauses. */
  public static final Line.Rules RULES = new Line.Rules(Duration.ofSeconds(30), 3, Backoff.DEFAULT);

  public ProviderEntry {
    models = List.copyOf(models);
  }
}
