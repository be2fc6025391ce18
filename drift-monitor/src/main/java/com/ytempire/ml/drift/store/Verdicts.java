package com.ytempire.ml.drift.store;

import com.ytempire.ml.core.store.StoreRefusedException;
import com.ytempire.ml.core.store.StoreUnavailableException;
import com.ytempire.ml.drift.event.DriftEvent;
import java.util.List;

/**
 * Verdicts on windows. There is one of each column, window and slice of a version: one that comes
 * again replaces what was there. Safe to share between threads; calls block, and throw {@link
 * StoreUnavailableException} when the store does not answer.
 */
public interface Verdicts extends AutoCloseable {
  /**
   * Keeps verdicts, all or none.
   *
   * @throws StoreRefusedException when the store cannot hold one of their values
   */
  void save(List<DriftEvent> verdicts);

  /** Verdicts, the newest windows first; those of a window by slice, kind and column. */
  List<DriftEvent> list(VerdictQuery query);

  /** As {@link #list}, without the bins, which are most of it. */
  List<DriftEvent> series(VerdictQuery query);

  /**
   * Of each column, slice, version and kind of window only the newest verdict, ordered likewise.
   */
  List<DriftEvent> latest(VerdictQuery query);

  @Override
  void close();
}
