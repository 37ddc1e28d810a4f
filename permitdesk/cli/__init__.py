"""The command line: assess, export, rules, calc, schema. It never imports Qt."""
