package com.ytempire.ml.bench.serving;

import com.ytempire.ml.api.security.Scopes;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.annotation.Secured;

/** The floor: a POST that does nothing, past the same filters. Only a benchmark has it. */
@Controller("/bench/trivial")
@Secured(Scopes.PREDICT)
@Requires(bean = TrivialRoutes.Wanted.class)
class TrivialRoutes {
  /** Says that a service is to have this operation. */
  record Wanted() {}

  /**
   * A small body, both ways.
   *
   * @param topic any text
   */
  @Introspected
  record Trivial(String topic) {}

  @Post
  Trivial answer(@Body Trivial trivial) {
    return trivial;
  }
}
