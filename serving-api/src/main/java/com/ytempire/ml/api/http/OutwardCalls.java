package com.ytempire.ml.api.http;

import com.ytempire.ml.core.store.StoreRefusedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All ways out of this process, one per server, whoever uses it. Safe to share. */
public final class OutwardCalls {
  /** Names of the servers that the platform has. */
  public static final String POSTGRES = "postgres";

  public static final String REDIS = "redis";
  public static final String KAFKA = "kafka";
  public static final String OBJECTS = "s3";

  private static final Logger LOG = LoggerFactory.getLogger(OutwardCalls.class);

  /** Few enough that a dead server is noticed by the fifth request, enough that one is no proof. */
  private static final int CALLS = 10;

  private static final int LEAST_CALLS = 5;
  private static final int TRIALS = 2;
  private static final float SHARE = 50;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final Map<String, Outward> ways = new ConcurrentHashMap<>();
  private final CircuitBreakerConfig config;

  /** As the service uses it. */
  public OutwardCalls() {
    this(PAUSE);
  }

  /**
   * With another pause.
   *
   * @param pause how long a server that is away is not asked
   */
  public OutwardCalls(Duration pause) {
    this.config =
        CircuitBreakerConfig.custom()
            .slidingWindowType(SlidingWindowType.COUNT_BASED)
            .slidingWindowSize(CALLS)
            .minimumNumberOfCalls(LEAST_CALLS)
            .failureRateThreshold(SHARE)
            .slowCallRateThreshold(SHARE)
            .slowCallDurationThreshold(Duration.ofSeconds(1))
            .waitDurationInOpenState(pause)
            .maxWaitDurationInHalfOpenState(Duration.ofSeconds(5))
            .permittedNumberOfCallsInHalfOpenState(TRIALS)
            .ignoreException(OutwardCalls::isTheCallersOwn)
            .writableStackTraceEnabled(false)
            .build();
  }

  /** What says nothing of the server's health. */
  private static boolean isTheCallersOwn(Throwable failure) {
    return failure instanceof StoreRefusedException
        || failure instanceof IllegalArgumentException
        || failure instanceof ProblemException problem && problem.kind().status().getCode() < 500;
  }

  /** The way to a server, always the same for one name. */
  public Outward to(String dependency) {
    return ways.computeIfAbsent(dependency, this::open);
  }

  /** The ways that were asked for, by name. */
  public Collection<Outward> all() {
    return ways.values().stream().sorted(Comparator.comparing(Outward::dependency)).toList();
  }

  /** The servers that are not asked at this moment. */
  public List<String> away() {
    return all().stream().filter(Outward::isAway).map(Outward::dependency).toList();
  }

  private Outward open(String dependency) {
    CircuitBreaker breaker = CircuitBreaker.of(dependency, config);
    breaker
        .getEventPublisher()
        .onStateTransition(change -> LOG.warn("{}: {}", dependency, change.getStateTransition()));
    return new Outward(dependency, breaker);
  }
}
