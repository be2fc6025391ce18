package com.ytempire.ml.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import com.ytempire.ml.api.testing.Answer;
import com.ytempire.ml.api.testing.ServiceClient;
import com.ytempire.ml.api.testing.ServiceUnderTest;
import com.ytempire.ml.core.access.ApiKey;
import com.ytempire.ml.core.access.AuditEntry;
import com.ytempire.ml.core.access.KeyText;
import com.ytempire.ml.core.access.Scope;
import com.ytempire.ml.core.store.ApiKeys;
import com.ytempire.ml.core.store.AuditLog;
import com.ytempire.ml.core.store.TokenBuckets;
import com.ytempire.ml.core.store.postgres.DatabaseSchema;
import com.ytempire.ml.core.store.postgres.PostgresApiKeys;
import com.ytempire.ml.core.store.postgres.PostgresAuditLog;
import com.ytempire.ml.core.store.redis.RedisConnections;
import com.ytempire.ml.core.store.redis.RedisTokenBuckets;
import com.ytempire.ml.core.testing.EmbeddedServers;
import com.ytempire.ml.core.testing.RedisProcess;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import redis.clients.jedis.RedisClient;

/** Two processes' worth of service on one Postgres and one Redis, which is then killed. */
final class RealStoresIT {
  @RegisterExtension static final EmbeddedServers SERVERS = new EmbeddedServers();

  private static ServiceUnderTest service(DataSource database, RedisClient redis) {
    Clock clock = Clock.systemUTC();
    return ServiceUnderTest.start(
        Map.of("RATE_LIMIT_PER_MINUTE", "6"),
        options ->
            options
                .with(SecuredRoutes.Wanted.class, new SecuredRoutes.Wanted())
                .with(ApiKeys.class, new PostgresApiKeys(database, clock))
                .with(AuditLog.class, new PostgresAuditLog(database))
                .with(TokenBuckets.class, new RedisTokenBuckets(redis)));
  }

  private static KeyText key(ServiceUnderTest service) {
    KeyText text = KeyText.random(new SecureRandom());
    service
        .part(ApiKeys.class)
        .create(ApiKey.issue(text, "n", Set.of(Scope.ADMIN), null, Instant.now(), "tests", null));
    return text;
  }

  @Test
  void holdsLimitsTogetherAndGoesOnWhenRedisIsKilled() throws Exception {
    DataSource database = SERVERS.dataSource();
    DatabaseSchema.migrate(database);
    try (RedisProcess process = RedisProcess.start();
        RedisClient redis = RedisConnections.open(process.settings(), 8);
        ServiceUnderTest one = service(database, redis);
        ServiceUnderTest other = service(database, redis)) {
      KeyText text = key(one);
      ServiceClient atOne = one.anybody().with("X-API-Key", text.reveal());
      ServiceClient atOther = other.anybody().with("X-API-Key", text.reveal());

      for (int i = 0; i < 3; i++) {
        assertThat(atOne.get("/vault/read").status()).isEqualTo(200);
        assertThat(atOther.get("/vault/read").status()).isEqualTo(200);
      }
      assertThat(atOne.get("/vault/read").status()).isEqualTo(429);
      assertThat(atOther.get("/vault/read").status()).isEqualTo(429);

      process.kill();
      ServiceClient fresh = one.anybody().with("X-API-Key", key(one).reveal());
      long begun = System.nanoTime();
      for (int i = 0; i < 6; i++) {
        assertThat(fresh.get("/vault/read").status()).isEqualTo(200);
      }
      Answer refused = fresh.get("/vault/read");
      assertThat(refused.status()).as("counted by the process alone").isEqualTo(429);
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void hasAuditEntriesAndUsesInPostgresWhenItHasStopped() throws Exception {
    DataSource database = SERVERS.dataSource();
    DatabaseSchema.migrate(database);
    try (RedisClient redis = RedisConnections.open(SERVERS.redis(), 8)) {
      KeyText text;
      try (ServiceUnderTest service = service(database, redis)) {
        text = key(service);
        ServiceClient admin =
            service.anybody().with("X-API-Key", text.reveal()).with("X-Request-Id", "stopping");
        assertThat(admin.post("/vault/models/m/reload", "{}").status()).isEqualTo(200);
      }

      assertThat(new PostgresAuditLog(database).page(Optional.empty(), 10))
          .extracting(AuditEntry::requestId, AuditEntry::actor)
          .contains(tuple("stopping", "key:" + text.id()));
      assertThat(
              new PostgresApiKeys(database, Clock.systemUTC())
                  .find(text.id())
                  .orElseThrow()
                  .lastUsedAt())
          .isNotNull();
    }
  }

  @Test
  void refusesARevokedKeyWithinSeconds() throws Exception {
    DataSource database = SERVERS.dataSource();
    DatabaseSchema.migrate(database);
    try (RedisClient redis = RedisConnections.open(SERVERS.redis(), 8);
        ServiceUnderTest service = service(database, redis)) {
      KeyText text = key(service);
      ServiceClient caller = service.anybody().with("X-API-Key", text.reveal());
      assertThat(caller.get("/vault/read").status()).isEqualTo(200);

      new PostgresApiKeys(database, Clock.systemUTC()).revoke(text.id());

      await()
          .atMost(ApiKeyChecks.FRESH.plusSeconds(3))
          .pollInterval(Duration.ofSeconds(2))
          .until(() -> caller.get("/vault/read").status() == 401);
    }
  }
}
