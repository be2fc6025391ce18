package com.ytempire.ml.core.store;

import com.ytempire.ml.core.content.EmbeddedContent;
import com.ytempire.ml.core.content.SimilarContent;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The newest snapshot of every piece of content, to be found by the meaning of its title, and the
 * numbers of the few before it.
 *
 * <p>Safe to share between threads; calls block. Failures of the server are thrown as {@link
 * StoreUnavailableException} and may be retried.
 */
public interface ContentIndex extends AutoCloseable {
  /** Components of every embedding. */
  int WIDTH = 384;

  /**
   * Keeps each snapshot that is newer by (event time, event id) than what is there of the same
   * entity and encoder; others change nothing. Several of one entity may be in a batch, in any
   * order; the end is as if they came one at a time, oldest first. The numbers of the one that was
   * there are kept as those of an earlier snapshot, as many as {@link
   * com.ytempire.ml.core.prediction.SnapshotSequence} asks for. An embedding is written only with a
   * new title.
   *
   * @throws StoreRefusedException when one of them can never be kept
   */
  void save(List<EmbeddedContent> batch);

  /**
   * The content most like an embedding, most similar first.
   *
   * @param embedding {@value #WIDTH} components, not all zero
   * @param encoder which made the embedding; content of other encoders is not looked at
   * @param limit most results, from 1
   * @param since content whose newest snapshot is older is left out
   */
  List<SimilarContent> nearest(float[] embedding, String encoder, int limit, Instant since);

  /** One piece of content by its entity id. */
  default Optional<EmbeddedContent> find(String entityId, String encoder) {
    return findAll(List.of(entityId), encoder).stream().findFirst();
  }

  /** Those pieces of content that are known, each once, in no certain order, in one round trip. */
  List<EmbeddedContent> findAll(Collection<String> entityIds, String encoder);

  /**
   * Removes content whose newest snapshot is older and whose title has been here for longer too: so
   * events of long ago that are played now make content that stays. Works a little at a time, so
   * that nobody who reads or writes waits for it. Several may do so at once; content that is being
   * written at the moment may be left for the next time. When the thread is interrupted, the rest
   * is left too.
   *
   * @return how much was removed by this call
   */
  long removeOlderThan(Instant before);

  @Override
  void close();
}
