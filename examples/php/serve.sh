#!/bin/sh
# PHP's own server, on the port that PORT names. As the first process of a container it would not hear SIGTERM.
php -S "0.0.0.0:${PORT:-8080}" index.php &
trap 'kill $!' TERM
wait
