package dev.mcpk8s;

import io.micronaut.context.BeanContext;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.env.Environment;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.core.type.Argument;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.util.Optional;

/**
 * Stops the start when a setting has a value that cannot be read: the framework itself would go on
 * with the default, which nobody asked for.
 */
@Context
final class SettingsCheck {

    /**
     * @throws ConfigurationException names the setting, and not its value, which may be a secret
     */
    SettingsCheck(BeanContext beans, Environment environment) {
        for (BeanDefinition<?> settings :
                beans.getBeanDefinitions(Qualifiers.byStereotype(ConfigurationProperties.class))) {
            if (settings.getBeanType().getName().startsWith("dev.mcpk8s.")) {
                for (Argument<?> setting : settings.getConstructor().getArguments()) {
                    check(setting, environment);
                }
            }
        }
    }

    private static void check(Argument<?> setting, Environment environment) {
        Optional<String> name = setting.getAnnotationMetadata().stringValue(Property.class, "name");
        if (name.isEmpty() || environment.getProperty(name.get(), Object.class).isEmpty()) {
            return;
        }
        boolean readable;
        try {
            readable = environment.getProperty(name.get(), setting).isPresent();
        } catch (ConversionErrorException unreadable) {
            readable = false;
        }
        if (!readable) {
            throw new ConfigurationException(
                    "the value of the setting "
                            + name.get()
                            + " cannot be read as "
                            + setting.getType().getSimpleName());
        }
    }
}
