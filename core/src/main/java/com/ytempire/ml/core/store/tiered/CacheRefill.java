package com.ytempire.ml.core.store.tiered;

import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.core.store.postgres.FeaturePages;
import com.ytempire.ml.core.store.redis.RedisFeatureStore;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the whole cache in step with Postgres, page by page, after the cache's server was started
 * anew: from a snapshot, which holds old values, or empty.
 *
 * <p>Each page goes through the cache's compare-and-set, so a page that was read a moment ago never
 * replaces what a writer has written since, and any number of processes may refill at once. One
 * page is in memory at a time. After a failure it goes on from the last page that the cache took,
 * or from the beginning when the server was started again meanwhile.
 *
 * <p><b>Which rows.</b> Those written to Postgres within the cache's time to live, and a margin for
 * clocks that differ and for writes that were under way. Older ones would have expired in the cache
 * by now; and nothing older than them can be left in it, because whatever the cache holds was
 * written there within its time to live, from what Postgres had then. Reads put the others back one
 * by one. Refilled values live for another whole time to live.
 *
 * <p>Confined to one thread at a time.
 */
final class CacheRefill {
  private static final Logger LOG = LoggerFactory.getLogger(CacheRefill.class);
  private static final Duration MARGIN = Duration.ofMinutes(5);

  private final FeaturePages pages;
  private final RedisFeatureStore cache;

  private @Nullable Progress progress;

  /** How far the refill of one run of the cache's server is. */
  private record Progress(String run, FeaturePages.Place place, long copied) {}

  CacheRefill(FeaturePages pages, RedisFeatureStore cache) {
    this.pages = pages;
    this.cache = cache;
  }

  /** Begins anew: what has been refilled so far may have become old. */
  void startOver() {
    progress = new Progress(cache.serverRun(), FeaturePages.Place.START, 0);
  }

  /**
   * Copies one page, if anything is to be done at all.
   *
   * @return whether the cache's server, as it runs now, is filled
   * @throws StoreUnavailableException when either server does not answer; call again later
   */
  boolean step() {
    String run = cache.serverRun();
    Progress now = progress;
    if (now == null || !now.run.equals(run)) {
      if (cache.isFilled(run)) {
        progress = null;
        return true;
      }
      LOG.info("feature cache was started since it was last filled: filling it from Postgres");
      now = new Progress(run, FeaturePages.Place.START, 0);
      progress = now;
    }
    FeaturePages.Page page = pages.read(now.place, cache.timeToLive().plus(MARGIN));
    cache.copyStored(page.features());
    long copied = now.copied + page.features().size();
    if (page.end() != null) {
      progress = new Progress(run, page.end(), copied);
      return false;
    }
    if (!cache.serverRun().equals(run)) {
      return false; // Started again under the last page: the next step begins anew.
    }
    cache.markFilled(run);
    progress = null;
    LOG.info("feature cache is filled with {} values", copied);
    return true;
  }
}
