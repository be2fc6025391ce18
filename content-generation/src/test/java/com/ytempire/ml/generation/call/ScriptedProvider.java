package com.ytempire.ml.generation.call;

import com.ytempire.ml.generation.provider.CallTerms;
import com.ytempire.ml.generation.provider.Made;
import com.ytempire.ml.generation.provider.Provider;
import com.ytempire.ml.generation.provider.ProviderException;
import com.ytempire.ml.generation.provider.ProviderException.Reason;
import com.ytempire.ml.generation.provider.Usage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Does what it was told, one call after the other, and then answers. */
final class ScriptedProvider implements Provider<String, String> {
  private final String name;
  private final boolean isFree;
  private final VirtualTime time;
  private final Deque<Step> steps = new ArrayDeque<>();
  private final List<CallTerms> calls = Collections.synchronizedList(new ArrayList<>());

  private @Nullable Interruption during;

  private record Step(@Nullable ProviderException failure, Duration took) {}

  ScriptedProvider(String name, boolean isFree, VirtualTime time) {
    this.name = name;
    this.isFree = isFree;
    this.time = time;
  }

  ScriptedProvider fails(Reason reason) {
    return fails(reason, null);
  }

  ScriptedProvider fails(Reason reason, @Nullable Duration retryAfter) {
    String message = reason.name().toLowerCase(java.util.Locale.ROOT);
    steps.add(new Step(new ProviderException(reason, message, retryAfter, null), Duration.ZERO));
    return this;
  }

  ScriptedProvider answersAfter(Duration took) {
    steps.add(new Step(null, took));
    return this;
  }

  /** Does something in the middle of its first call. */
  void whenAsked(Interruption during) {
    this.during = during;
  }

  /** What may take time. */
  interface Interruption {
    void run() throws InterruptedException;
  }

  /** The terms of every call so far. */
  List<CallTerms> calls() {
    return calls;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public boolean isFree() {
    return isFree;
  }

  @Override
  public Made<String> make(String request, CallTerms terms)
      throws ProviderException, InterruptedException {
    calls.add(terms);
    if (during != null) {
      during.run();
    }
    Step step = steps.poll();
    if (step != null) {
      Duration took = step.took.compareTo(terms.timeout()) < 0 ? step.took : terms.timeout();
      time.pause(took);
      if (took.compareTo(step.took) < 0) {
        throw new ProviderException(Reason.SLOW, "no answer in time", null);
      }
      if (step.failure != null) {
        throw step.failure;
      }
    }
    return new Made<>(
        request + " by " + name, name + "-1", isFree ? Usage.NONE : Usage.ofTokens(100, 200));
  }
}
