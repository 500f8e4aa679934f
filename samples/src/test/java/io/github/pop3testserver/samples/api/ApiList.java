package io.github.pop3testserver.samples.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The public types of a module, and their public and protected members, one to a line. */
final class ApiList {

    private ApiList() {}

    /** The list of the module that this class is in, on the class path or not. */
    static String ofModuleWith(Class<?> type) {
        ModuleReference module = moduleWith(type);
        List<String> exported = module.descriptor().exports().stream()
                .filter(export -> !export.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .toList();
        try (ModuleReader reader = module.open()) {
            return reader.list()
                    .filter(file -> file.endsWith(".class") && !file.equals("module-info.class"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .filter(name -> exported.contains(name.substring(0, name.lastIndexOf('.'))))
                    .sorted()
                    .map(name -> load(name, type.getClassLoader()))
                    .filter(ApiType::isVisible)
                    .map(ApiType::describe)
                    .collect(Collectors.joining(
                            "\n", "module " + module.descriptor().name() + "\n\n", ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ModuleReference moduleWith(Class<?> type) {
        try {
            Path place = Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
            return ModuleFinder.of(place).findAll().iterator().next();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Class<?> load(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
