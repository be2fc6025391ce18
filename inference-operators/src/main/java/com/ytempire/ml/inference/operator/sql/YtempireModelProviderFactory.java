package com.ytempire.ml.inference.operator.sql;

import com.ytempire.ml.inference.operator.sql.ModelSource.FoundModel;
import java.util.Set;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.ResolvedCatalogModel;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.factories.ModelProviderFactory;
import org.apache.flink.table.ml.ModelProvider;

/**
 * Makes the platform's models usable in Flink SQL.
 *
 * <pre>
 * CREATE MODEL trend
 * INPUT (`views` DOUBLE, likes DOUBLE, …)
 * OUTPUT (viral_probability DOUBLE, log_growth DOUBLE, model_version STRING)
 * WITH ('provider' = 'ytempire', 'model' = 'trend_predictor');
 *
 * SELECT * FROM ML_PREDICT(TABLE videos, MODEL trend, DESCRIPTOR(`views`, likes, …),
 *                          MAP['max-concurrent-operations', '128'])
 * </pre>
 *
 * <p>Options: {@link SqlModelOptions}. Columns: {@link RowTask}. Rows are asked asynchronously, and
 * meet the rows of all other queries and callers of the process in the engine's batches; {@code
 * 'async' = 'false'} is refused by the planner, because it would hold the task up row by row.
 */
public class YtempireModelProviderFactory implements ModelProviderFactory {
  /** What {@code 'provider'} is. */
  public static final String IDENTIFIER = "ytempire";

  private final ModelSource models;

  /** As Flink makes it: models come from the registry and repository of the environment. */
  public YtempireModelProviderFactory() {
    this(new RegistryModelSource());
  }

  YtempireModelProviderFactory(ModelSource models) {
    this.models = models;
  }

  @Override
  public String factoryIdentifier() {
    return IDENTIFIER;
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of(SqlModelOptions.MODEL);
  }

  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of(
        SqlModelOptions.VERSION,
        SqlModelOptions.REGISTRY_PATH,
        SqlModelOptions.MODELS_FILE,
        SqlModelOptions.DATABASE_URL,
        SqlModelOptions.TIMEOUT,
        SqlModelOptions.ON_FAILURE);
  }

  @Override
  public ModelProvider createModelProvider(Context context) {
    FactoryUtil.ModelProviderFactoryHelper helper =
        FactoryUtil.createModelProviderFactoryHelper(this, context);
    helper.validate();
    ReadableConfig options = helper.getOptions();
    options
        .getOptional(SqlModelOptions.TIMEOUT)
        .filter(timeout -> timeout.isZero() || timeout.isNegative())
        .ifPresent(
            timeout -> {
              throw new ValidationException(
                  "option 'timeout' is %s; expected more than zero".formatted(timeout));
            });
    FoundModel found = models.find(options);
    ResolvedCatalogModel declared = context.getCatalogModel();
    RowTask<?> task =
        RowTask.plan(
            found.manifest(),
            declared.getResolvedInputSchema(),
            declared.getResolvedOutputSchema());
    return new YtempireModelProvider(
        new RowPredictor<>(
            found.manifest().ref(),
            task,
            found.engines(),
            options.getOptional(SqlModelOptions.TIMEOUT).orElse(found.timeout()),
            options.get(SqlModelOptions.ON_FAILURE)));
  }
}
