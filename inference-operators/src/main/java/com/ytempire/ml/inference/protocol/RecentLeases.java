package com.ytempire.ml.inference.protocol;

import com.ytempire.ml.core.model.ModelRef;
import com.ytempire.ml.inference.engine.ModelLease;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the versions loaded that were asked last, so that a request does not load what the one
 * before it unloaded. Safe to share.
 */
final class RecentLeases implements AutoCloseable {
  private final int most;
  private final Map<ModelRef, ModelLease> leases = new LinkedHashMap<>(16, 0.75f, true);
  private boolean closed;

  /**
   * @param most versions kept; 0 or more
   */
  RecentLeases(int most) {
    this.most = most;
  }

  /** Takes over the lease of a request that is done; keeps or closes it. */
  void giveBack(ModelRef ref, ModelLease lease) {
    ModelLease surplus = keep(ref, lease);
    if (surplus != null) {
      surplus.close();
    }
  }

  private synchronized @Nullable ModelLease keep(ModelRef ref, ModelLease lease) {
    if (closed || leases.get(ref) != null) {
      return lease;
    }
    leases.put(ref, lease);
    if (leases.size() <= most) {
      return null;
    }
    ModelRef oldest = leases.keySet().iterator().next();
    return leases.remove(oldest);
  }

  @Override
  public synchronized void close() {
    closed = true;
    leases.values().forEach(ModelLease::close);
    leases.clear();
  }
}
