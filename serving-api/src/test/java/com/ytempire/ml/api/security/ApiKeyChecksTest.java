package com.ytempire.ml.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.core.access.ApiKey;
import com.ytempire.ml.core.access.KeyText;
import com.ytempire.ml.core.access.Scope;
import com.ytempire.ml.core.store.ApiKeys;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.store.memory.InMemoryApiKeys;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

final class ApiKeyChecksTest {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final HandClock clock = new HandClock();
  private final Store store = new Store(clock);
  private final ApiKeyChecks checks = new ApiKeyChecks(store, Runnable::run, clock);

  /** Counts questions, and is away when told so. */
  private static final class Store implements ApiKeys {
    private final ApiKeys keys;
    private boolean away;
    private int questions;

    Store(HandClock clock) {
      keys = new InMemoryApiKeys(clock);
    }

    @Override
    public void create(ApiKey key) {
      keys.create(key);
    }

    @Override
    public Optional<ApiKey> find(String id) {
      questions++;
      requireThere();
      return keys.find(id);
    }

    @Override
    public List<ApiKey> list() {
      return keys.list();
    }

    @Override
    public ApiKey revoke(String id) {
      return keys.revoke(id);
    }

    @Override
    public void touch(Map<String, Instant> lastUses) {
      requireThere();
      keys.touch(lastUses);
    }

    private void requireThere() {
      if (away) {
        throw new StoreUnavailableException("away", null);
      }
    }
  }

  private KeyText created(Instant expiresAt, Scope... scopes) {
    KeyText text = KeyText.random(RANDOM);
    store.create(ApiKey.issue(text, "n", Set.of(scopes), 30, clock.instant(), "tests", expiresAt));
    return text;
  }

  private void refused(String presented, String reason) {
    assertThatThrownBy(() -> checks.check(presented).join())
        .isInstanceOf(CompletionException.class)
        .cause()
        .isInstanceOf(CredentialException.class)
        .hasMessage(reason);
  }

  private void unavailable(String presented) {
    assertThatThrownBy(() -> checks.check(presented).join())
        .cause()
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void knowsWhoAKeyBelongsToAndWhatItMayDo() {
    KeyText key = created(null, Scope.READ, Scope.INGEST);

    assertThat(checks.check(key.reveal()).join())
        .isEqualTo(new Caller("key:" + key.id(), EnumSet.of(Scope.READ, Scope.INGEST), 30));
    assertThat(checks.check(created(null, Scope.ADMIN).reveal()).join().scopes())
        .isEqualTo(EnumSet.allOf(Scope.class));
  }

  @Test
  void refusesKeysThatOpenNothingAndTellsNotWhetherTheIdExists() {
    KeyText key = created(null, Scope.READ);
    String wrongSecret = "ytk_" + key.id() + "_" + "0".repeat(64);

    refused(wrongSecret, "the key is not valid");
    refused(KeyText.random(RANDOM).reveal(), "the key is not valid");
    refused("no key at all", "the key is not valid");
    refused("", "the key is not valid");
  }

  @Test
  void refusesAKeyFromTheInstantOfItsExpiryWithoutAskingAgain() {
    KeyText key = created(clock.instant().plusSeconds(2), Scope.READ);
    checks.check(key.reveal()).join();

    clock.advance(Duration.ofSeconds(2));

    refused(key.reveal(), "the key has expired");
    assertThat(store.questions).isOne();
  }

  @Test
  void refusesARevokedKeyWithinFiveSeconds() {
    KeyText key = created(null, Scope.READ);
    checks.check(key.reveal()).join();
    store.revoke(key.id());

    clock.advance(Duration.ofSeconds(5));

    refused(key.reveal(), "the key is revoked");
  }

  @Test
  void asksOnceForManyCallsInFiveSeconds() {
    KeyText key = created(null, Scope.READ);
    for (int i = 0; i < 50; i++) {
      checks.check(key.reveal()).join();
      clock.advance(Duration.ofMillis(99));
    }
    assertThat(store.questions).isOne();

    clock.advance(Duration.ofMillis(50));
    checks.check(key.reveal()).join();
    assertThat(store.questions).isEqualTo(2);
  }

  @Test
  void asksOnceForAnIdThatDoesNotExistToo() {
    String guess = KeyText.random(RANDOM).reveal();
    refused(guess, "the key is not valid");
    refused(guess, "the key is not valid");

    assertThat(store.questions).isOne();
  }

  @Test
  void letsKnownKeysGoOnForTenMinutesWhileTheStoreIsAway() {
    KeyText key = created(null, Scope.READ);
    checks.check(key.reveal()).join();
    store.away = true;

    clock.advance(ApiKeyChecks.STALE.minusSeconds(1));
    assertThat(checks.check(key.reveal()).join().actor()).isEqualTo("key:" + key.id());
    clock.advance(Duration.ofSeconds(1));
    unavailable(key.reveal());

    store.away = false;
    clock.advance(ApiKeyChecks.PAUSE);
    assertThat(checks.check(key.reveal()).join().actor()).isEqualTo("key:" + key.id());
  }

  @Test
  void letsNoExpiredOrUnknownKeyInWhileTheStoreIsAway() {
    KeyText expiring = created(clock.instant().plusSeconds(60), Scope.READ);
    KeyText unseen = created(null, Scope.READ);
    KeyText wrong = KeyText.random(RANDOM);
    checks.check(expiring.reveal()).join();
    refused(wrong.reveal(), "the key is not valid");
    store.away = true;
    clock.advance(Duration.ofSeconds(61));

    refused(expiring.reveal(), "the key has expired");
    unavailable(unseen.reveal());
    unavailable(wrong.reveal());
  }

  @Test
  void leavesAStoreAloneThatHasJustFailed() {
    KeyText key = created(null, Scope.READ);
    store.away = true;
    for (int i = 0; i < 20; i++) {
      unavailable(key.reveal());
    }

    assertThat(store.questions).isOne();
  }

  @Test
  void asksOneQuestionForManyCallersAtOnce() {
    Deque<Runnable> queued = new ArrayDeque<>();
    var slow = new ApiKeyChecks(store, queued::add, clock);
    KeyText key = created(null, Scope.READ);

    List<CompletableFuture<Caller>> callers = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      callers.add(slow.check(key.reveal()));
    }
    assertThat(queued).hasSize(1);
    queued.forEach(Runnable::run);

    assertThat(callers).allSatisfy(caller -> assertThat(caller.join()).isNotNull());
    assertThat(store.questions).isOne();
  }

  @Test
  void neverHangsOnAStoreThatDoesNotAnswer() {
    var stuck = new ApiKeyChecks(store, question -> {}, clock);

    CompletableFuture<Caller> caller = stuck.check(created(null, Scope.READ).reveal());

    await().atMost(Duration.ofSeconds(10)).until(caller::isDone);
    assertThatThrownBy(caller::join).cause().isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void doesNotWaitLongForAStoreThatIsSilentAboutAKnownKey() {
    Deque<Runnable> questions = new ArrayDeque<>();
    var stuck = new ApiKeyChecks(store, questions::add, clock);
    KeyText key = created(null, Scope.READ);
    CompletableFuture<Caller> first = stuck.check(key.reveal());
    questions.remove().run();
    assertThat(first.join()).isNotNull();
    clock.advance(ApiKeyChecks.FRESH.plusSeconds(1));

    CompletableFuture<Caller> later = stuck.check(key.reveal());

    assertThat(questions).hasSize(1);
    assertThat(later).succeedsWithin(ApiKeyChecks.PATIENCE.minusMillis(500));
  }

  @Test
  void boundsTheQuestionsThatGuessesCause() {
    Deque<Runnable> queued = new ArrayDeque<>();
    var slow = new ApiKeyChecks(store, queued::add, clock);
    List<CompletableFuture<Caller>> guesses = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      guesses.add(slow.check(KeyText.random(RANDOM).reveal()));
    }

    assertThat(queued).hasSize(8);
    assertThat(guesses.get(99)).isCompletedExceptionally();
    queued.forEach(Runnable::run);
    assertThatThrownBy(() -> guesses.get(0).join()).cause().isInstanceOf(CredentialException.class);
    // The room is free again.
    CompletableFuture<Caller> next = slow.check(created(null, Scope.READ).reveal());
    queued.getLast().run();
    assertThat(next.join()).isNotNull();
  }

  @Test
  void answersWhenThereIsNoThreadToAskWith() {
    var full =
        new ApiKeyChecks(
            store,
            question -> {
              throw new RejectedExecutionException("full");
            },
            clock);
    String key = created(null, Scope.READ).reveal();

    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> full.check(key).join())
          .cause()
          .isInstanceOf(StoreUnavailableException.class);
    }
  }

  @Test
  void tellsTheStoreWhenKeysWereUsedLastAndForgetsNoneWhileItIsAway() {
    KeyText key = created(null, Scope.READ);
    KeyText unused = created(null, Scope.READ);
    Instant used = clock.instant();
    checks.check(key.reveal()).join();
    refused("ytk_" + unused.id() + "_" + "0".repeat(64), "the key is not valid");

    store.away = true;
    assertThatThrownBy(checks::noteUses).isInstanceOf(StoreUnavailableException.class);
    store.away = false;
    checks.noteUses();

    assertThat(store.keys.find(key.id()).orElseThrow().lastUsedAt()).isEqualTo(used);
    assertThat(store.keys.find(unused.id()).orElseThrow().lastUsedAt()).isNull();
  }
}
