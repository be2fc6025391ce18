package com.ytempire.ml.api.trend;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * The body of {@code POST /predict/trend/batch}.
 *
 * @param requests each a body of {@code POST /predict/trend}, 1 to 256; a wrong one does not spoil
 *     the others
 */
@Introspected
record TrendBatchRequest(
    @ArraySchema(
            schema = @Schema(implementation = TrendRequest.class),
            minItems = 1,
            maxItems = 256)
        @NotNull
        @Size(min = 1, max = 256)
        List<JsonNode> requests) {}
